import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { hashName, hashOfName } from '@sourceos/sync-kernel/wire';
import type { EntryKind, RelayEntry } from '../relay-client/protocol.js';
import { hashOf } from '../store/hash.js';

/** The form of the content: another is refused. */
const version = 1;
const kinds: readonly EntryKind[] = ['control', 'sealed-control', 'batch', 'gossip'];
/** Bytes of the content before it is compressed: hostile content of a few bytes may grow a thousandfold. */
export const maxContentBytes = 256 * 1_048_576;
/** Entries that a snapshot holds. */
export const maxSnapshotEntries = 1_048_576;
/** u8 kind, u8 whether the hash stands for the bytes, u16 device, u32 length. */
const entryHeader = 8;
const hashBytes = 32;

const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);
const text = new TextDecoder('utf-8', { fatal: true });

const u16 = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 255);

/**
 * Whether a snapshot names an entry by its hash alone: a control record stands beside the sealed content, and gossip is
 * about heads that have been overtaken.
 */
const isNamedOnly = (kind: EntryKind): boolean => kind === 'control' || kind === 'gossip';

/**
 * The log from its first entry on, compressed (RFC 1951): u8 version, u16 number of devices, their ids (u16 length, UTF-8),
 * then each entry as u8 kind, u8 1 where its hash stands for its bytes, u16 device, u32 length, bytes.
 *
 * @returns undefined where it would exceed what a snapshot may hold, or where the bytes of an entry are not here
 */
export const packContent = async (entries: readonly RelayEntry[]): Promise<Uint8Array | undefined> => {
  if (entries.length > maxSnapshotEntries) return undefined;
  const devices = new Map<string, number>();
  for (const { deviceId } of entries) if (!devices.has(deviceId)) devices.set(deviceId, devices.size);
  if (devices.size > 65_535) return undefined;
  const parts: Uint8Array[] = [Uint8Array.of(version), u16(devices.size)];
  for (const deviceId of devices.keys()) {
    const id = Buffer.from(deviceId);
    parts.push(u16(id.length), id);
  }
  for (const { kind, deviceId, hash, bytes } of entries) {
    const content = isNamedOnly(kind) ? hashOfName(hash) : bytes;
    if (content === undefined) return undefined;
    const header = new Uint8Array(entryHeader);
    const view = new DataView(header.buffer);
    view.setUint8(0, kinds.indexOf(kind));
    view.setUint8(1, isNamedOnly(kind) ? 1 : 0);
    view.setUint16(2, devices.get(deviceId) ?? 0);
    view.setUint32(4, content.length);
    parts.push(header, content);
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return length > maxContentBytes ? undefined : compress(Buffer.concat(parts, length));
};

/** Reads bytes from the first to the last; undefined where there are not as many. */
const readerOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const take = <Value>(length: number, read: (from: number) => Value): Value | undefined => {
    if (bytes.length - at < length) return undefined;
    at += length;
    return read(at - length);
  };
  return {
    u8: () => take(1, (from) => view.getUint8(from)),
    u16: () => take(2, (from) => view.getUint16(from)),
    u32: () => take(4, (from) => view.getUint32(from)),
    bytes: (length: number) => take(length, (from) => bytes.subarray(from, from + length)),
    atEnd: () => at === bytes.length,
  };
};
type Reader = ReturnType<typeof readerOf>;

const devicesOf = (reader: Reader): readonly string[] | undefined => {
  const count = reader.u16();
  if (count === undefined) return undefined;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = reader.u16();
    const id = length === undefined || length > 1_024 ? undefined : reader.bytes(length);
    if (id === undefined) return undefined;
    ids.push(text.decode(id));
  }
  return ids;
};

const entryOf = (
  reader: Reader,
  devices: readonly string[],
  sequence: number,
  records: ReadonlyMap<string, Uint8Array>,
): RelayEntry | undefined => {
  const kind = kinds[reader.u8() ?? kinds.length];
  const named = reader.u8();
  const deviceId = devices[reader.u16() ?? devices.length];
  const length = reader.u32();
  const content = length === undefined ? undefined : reader.bytes(length);
  if (kind === undefined || deviceId === undefined || content === undefined) return undefined;
  if (named !== (isNamedOnly(kind) ? 1 : 0) || (named === 1 && length !== hashBytes)) return undefined;
  if (named === 0) return { sequence, kind, deviceId, hash: hashOf(content), bytes: content };
  const hash = hashName(content);
  // A control record that is left out is one that the snapshot's author did not want to be seen.
  if (kind === 'control' && !records.has(hash)) return undefined;
  return { sequence, kind, deviceId, hash, bytes: kind === 'control' ? records.get(hash) : undefined };
};

const entriesOf = (bytes: Uint8Array, records: ReadonlyMap<string, Uint8Array>): readonly RelayEntry[] | undefined => {
  const reader = readerOf(bytes);
  if (reader.u8() !== version) return undefined;
  const devices = devicesOf(reader);
  if (devices === undefined) return undefined;
  const entries: RelayEntry[] = [];
  while (!reader.atEnd()) {
    const entry =
      entries.length < maxSnapshotEntries ? entryOf(reader, devices, entries.length + 1, records) : undefined;
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return entries;
};

/**
 * Reads what `packContent` made. Each entry is hashed as it came; whose log it is has to be proved.
 *
 * @param records the control records beside the content, which it names by their hashes
 * @param most bytes that it may grow to
 */
export const unpackContent = async (
  packed: Uint8Array,
  records: readonly Uint8Array[],
  most = maxContentBytes,
): Promise<readonly RelayEntry[] | undefined> => {
  try {
    const bytes = await decompress(packed, { maxOutputLength: most });
    return entriesOf(bytes, new Map(records.map((record) => [hashOf(record), record])));
  } catch {
    // zlib and the decoder throw at what is none of theirs.
    return undefined;
  }
};
