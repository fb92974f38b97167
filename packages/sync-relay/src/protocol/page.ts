import { kindOf, entryKinds, type EntryKind } from './kinds.js';
import type { HeadStatement, Signed } from './statements.js';

/** An entry as a device reads it. */
export interface PageEntry {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly deviceId: string;
  /** `sha256:` of the bytes. */
  readonly hash: string;
  /** Absent where retention dropped them. */
  readonly bytes: Uint8Array | undefined;
}

/** What `GET …/entries` answers and a feed sends: the signed head, and entries in the order of their sequence. */
export interface Page {
  readonly head: Signed<HeadStatement>;
  readonly entries: readonly PageEntry[];
}

/** Set in a frame whose bytes retention dropped: the hash alone follows. */
const dropped = 1;
/** u8 kind, u8 flags, u64 sequence, u16 length of the device's id, u32 length of the content. */
const fixedBytes = 16;

/** A page's bytes: u32 length and JSON of the head, then the entries' frames. Numbers have their highest byte first. */
export const encodePage = ({ head, entries }: Page): Uint8Array => {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length, 0);
  const parts: Uint8Array[] = [length, json];
  for (const { kind, sequence, deviceId, hash, bytes } of entries) {
    const id = Buffer.from(deviceId);
    const content = bytes ?? Buffer.from(hash.slice('sha256:'.length), 'hex');
    const fixed = Buffer.alloc(fixedBytes);
    fixed.writeUInt8(entryKinds[kind], 0);
    fixed.writeUInt8(bytes === undefined ? dropped : 0, 1);
    fixed.writeBigUInt64BE(BigInt(sequence), 2);
    fixed.writeUInt16BE(id.length, 10);
    fixed.writeUInt32BE(content.length, 12);
    parts.push(fixed, id, content);
  }
  return Buffer.concat(parts);
};

/**
 * Reads a page; undefined where the bytes are none. The head and the hashes are not judged: a client verifies the
 * head's signature and hashes what came.
 *
 * @param hashOf names bytes by their SHA-256
 */
export const parsePage = (page: Uint8Array, hashOf: (bytes: Uint8Array) => string): Page | undefined => {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  if (bytes.length < 4) return undefined;
  let at = 4 + bytes.readUInt32BE(0);
  if (at > bytes.length) return undefined;
  let head: Signed<HeadStatement>;
  try {
    head = JSON.parse(bytes.toString('utf8', 4, at)) as Signed<HeadStatement>;
  } catch {
    return undefined;
  }
  const entries: PageEntry[] = [];
  while (at < bytes.length) {
    if (bytes.length - at < fixedBytes) return undefined;
    const kind = kindOf(bytes.readUInt8(at));
    const isDropped = (bytes.readUInt8(at + 1) & dropped) !== 0;
    const sequence = Number(bytes.readBigUInt64BE(at + 2));
    const contentAt = at + fixedBytes + bytes.readUInt16BE(at + 10);
    const end = contentAt + bytes.readUInt32BE(at + 12);
    if (kind === undefined || end > bytes.length) return undefined;
    const deviceId = bytes.toString('utf8', at + fixedBytes, contentAt);
    const content = bytes.subarray(contentAt, end);
    const hash = isDropped ? `sha256:${content.toString('hex')}` : hashOf(content);
    entries.push({ sequence, kind, deviceId, hash, bytes: isDropped ? undefined : content });
    at = end;
  }
  return { head, entries };
};
