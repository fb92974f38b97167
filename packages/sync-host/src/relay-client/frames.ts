import { hashName } from '@sourceos/sync-kernel/wire';
import { hashOf } from '../store/hash.js';
import {
  signedHeadSchema,
  type EntriesAnswer,
  type EntryKind,
  type OutgoingEntry,
  type RelayEntry,
} from './protocol.js';

/** The numbers of the kinds in frames, and the bytes that an entry of each may have: see docs/relay.md. */
const kinds: Readonly<Record<EntryKind, { readonly number: number; readonly most: number }>> = {
  control: { number: 1, most: 1_048_576 },
  'sealed-control': { number: 2, most: 2 * 1_048_576 },
  batch: { number: 3, most: 64 * 1_048_576 },
  gossip: { number: 4, most: 65_536 },
};
const kindNames = new Map(Object.entries(kinds).map(([name, { number }]) => [number, name as EntryKind]));

/** Bytes that a page may have: one entry of the largest kind, or 4 MiB of smaller ones, and what frames add. */
export const maxPageBytes = kinds.batch.most + 1_048_576;
/** Entries that a page may have. */
export const maxPageEntries = 256;
/** Bytes that a signed head may have as JSON. */
const maxHeadBytes = 16_384;
/** Bytes that a device's id may have in a frame. */
const maxIdBytes = 1_024;
/** u8 kind, u32 length. */
const outgoingHeader = 5;
/** u8 kind, u8 flags, u64 sequence, u16 length of the device's id, u32 length of the content. */
const entryHeader = 16;
/** Retention dropped the bytes, and their hash follows. */
const droppedFlag = 1;

/** Entries as a device sends them: (u8 kind, u32 length, bytes)*. */
export const encodeEntries = (entries: readonly OutgoingEntry[]): Uint8Array => {
  const total = entries.reduce((sum, { bytes }) => sum + outgoingHeader + bytes.length, 0);
  const body = new Uint8Array(total);
  const view = new DataView(body.buffer);
  let at = 0;
  for (const { kind, bytes } of entries) {
    view.setUint8(at, kinds[kind].number);
    view.setUint32(at + 1, bytes.length);
    body.set(bytes, at + outgoingHeader);
    at += outgoingHeader + bytes.length;
  }
  return body;
};

const text = new TextDecoder('utf-8', { fatal: true });

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return text.decode(bytes);
  } catch {
    return undefined;
  }
};

const headOf = (bytes: Uint8Array): EntriesAnswer['head'] | undefined => {
  const json = decoded(bytes);
  if (json === undefined) return undefined;
  try {
    return signedHeadSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
};

/** Reads one entry at a place; undefined where there is none that the protocol has. */
const entryAt = (bytes: Uint8Array, at: number): { readonly entry: RelayEntry; readonly end: number } | undefined => {
  if (bytes.length - at < entryHeader) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, entryHeader);
  const kind = kindNames.get(view.getUint8(0));
  const flags = view.getUint8(1);
  const sequence = Number(view.getBigUint64(2));
  const idLength = view.getUint16(10);
  const length = view.getUint32(12);
  const contentAt = at + entryHeader + idLength;
  const end = contentAt + length;
  if (kind === undefined || flags > droppedFlag || idLength > maxIdBytes || end > bytes.length) return undefined;
  if (!Number.isSafeInteger(sequence) || sequence < 1) return undefined;
  const deviceId = decoded(bytes.subarray(at + entryHeader, contentAt));
  const content = bytes.subarray(contentAt, end);
  if (deviceId === undefined) return undefined;
  if (flags === droppedFlag) {
    if (length !== 32) return undefined;
    return { entry: { sequence, kind, deviceId, hash: hashName(content), bytes: undefined }, end };
  }
  if (length > kinds[kind].most) return undefined;
  return { entry: { sequence, kind, deviceId, hash: hashOf(content), bytes: content }, end };
};

/**
 * Reads a page: u32 length and JSON of the head, then entries. Each is hashed as it came; no signature is looked at.
 *
 * @param most entries that were asked for
 * @returns undefined where the bytes are no page, or hold more
 */
export const parsePage = (bytes: Uint8Array, most: number): EntriesAnswer | undefined => {
  if (bytes.length < 4 || bytes.length > maxPageBytes) return undefined;
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (headLength > maxHeadBytes || 4 + headLength > bytes.length) return undefined;
  const head = headOf(bytes.subarray(4, 4 + headLength));
  if (head === undefined) return undefined;
  const entries: RelayEntry[] = [];
  for (let at = 4 + headLength; at < bytes.length;) {
    const read = entries.length < most ? entryAt(bytes, at) : undefined;
    if (read === undefined) return undefined;
    entries.push(read.entry);
    at = read.end;
  }
  return { head, entries };
};
