import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Origin, StoredEntry } from './rows.js';

/** A batch that was accepted: what of a stored one a scope is made from. */
export type PackedBatch = Pick<StoredEntry, 'bytes' | 'position' | 'at' | 'origin'>;

/** The form of the pack: another was written by newer software. */
const version = 1;
const origins: readonly Origin[] = ['device', 'relay', 'peer'];
/** u8 origin, f64 position, f64 time, u32 length. */
const batchHeader = 21;
/** Bytes that a pack may have before it is compressed. */
export const maxPackedBytes = 512 * 1_048_576;

/**
 * Batches in one piece, compressed (RFC 1951): u8 version, then each as u8 origin, f64 position, f64 time, u32 length,
 * bytes. Nothing is left out of them: new evidence judges old writes again (I10).
 *
 * @returns undefined where they exceed what a pack may have
 */
export const packHistory = (batches: readonly PackedBatch[]): Uint8Array | undefined => {
  const parts: Uint8Array[] = [Uint8Array.of(version)];
  let length = 1;
  for (const { bytes, position, at, origin } of batches) {
    const header = new Uint8Array(batchHeader);
    const view = new DataView(header.buffer);
    view.setUint8(0, origins.indexOf(origin));
    view.setFloat64(1, position);
    view.setFloat64(9, at);
    view.setUint32(17, bytes.length);
    parts.push(header, bytes);
    length += batchHeader + bytes.length;
    if (length > maxPackedBytes) return undefined;
  }
  return deflateRawSync(Buffer.concat(parts, length));
};

const inflated = (packed: Uint8Array): Uint8Array | undefined => {
  try {
    return inflateRawSync(packed, { maxOutputLength: maxPackedBytes });
  } catch {
    return undefined;
  }
};

/** Reads what `packHistory` made; undefined where it is none, or of another version. */
export const unpackHistory = (packed: Uint8Array): readonly PackedBatch[] | undefined => {
  const bytes = inflated(packed);
  if (bytes?.[0] !== version) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const batches: PackedBatch[] = [];
  for (let at = 1; at < bytes.length;) {
    if (bytes.length - at < batchHeader) return undefined;
    const origin = origins[view.getUint8(at)];
    const end = at + batchHeader + view.getUint32(at + 17);
    if (origin === undefined || end > bytes.length) return undefined;
    const content = bytes.subarray(at + batchHeader, end);
    batches.push({ origin, position: view.getFloat64(at + 1), at: view.getFloat64(at + 9), bytes: content });
    at = end;
  }
  return batches;
};
