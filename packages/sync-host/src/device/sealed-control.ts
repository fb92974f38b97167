import { utf8ToBytes } from '@noble/hashes/utils.js';
import { nonceBytes, type Crypto } from '@sourceos/sync-kernel/wire';

/** Bytes of the epoch's number, before the nonce. */
const epochBytes = 4;
const tagBytes = 16;
const context = utf8ToBytes('sourceos.sync.sealed-control.v1\n');

/** What the seal is bound to: no record sealed for one scope or epoch opens as one of another. */
const associatedData = (scopeId: string, epoch: number): Uint8Array => {
  const id = utf8ToBytes(scopeId);
  const bytes = new Uint8Array(context.length + epochBytes + id.length);
  bytes.set(context);
  new DataView(bytes.buffer).setUint32(context.length, epoch);
  bytes.set(id, context.length + epochBytes);
  return bytes;
};

export interface ControlSealing {
  readonly crypto: Pick<Crypto, 'seal'>;
  readonly scopeId: string;
  readonly epoch: number;
  /** The scope's key of that epoch, 32 bytes. */
  readonly key: Uint8Array;
  /** 24 random bytes, never used twice with one key. */
  readonly nonce: Uint8Array;
  readonly record: Uint8Array;
}

/**
 * A control record that the relay is not to read: u32 epoch, nonce, XChaCha20-Poly1305 of the record with the scope and
 * the epoch in its associated data.
 */
export const sealControl = ({ crypto, scopeId, epoch, key, nonce, record }: ControlSealing): Uint8Array => {
  const sealed = crypto.seal(key, nonce, record, associatedData(scopeId, epoch));
  const bytes = new Uint8Array(epochBytes + nonceBytes + sealed.length);
  new DataView(bytes.buffer).setUint32(0, epoch);
  bytes.set(nonce, epochBytes);
  bytes.set(sealed, epochBytes + nonceBytes);
  return bytes;
};

/** The epoch under which a control record is sealed; undefined where the bytes are too short for one. */
export const epochOfSealed = (bytes: Uint8Array): number | undefined =>
  bytes.length <= epochBytes + nonceBytes + tagBytes
    ? undefined
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

/** Opens a sealed control record with the first key that opens it; undefined where none does. */
export const openControl = (
  { open }: Pick<Crypto, 'open'>,
  scopeId: string,
  bytes: Uint8Array,
  keys: readonly Uint8Array[],
): Uint8Array | undefined => {
  const epoch = epochOfSealed(bytes);
  if (epoch === undefined) return undefined;
  const nonce = bytes.subarray(epochBytes, epochBytes + nonceBytes);
  const sealed = bytes.subarray(epochBytes + nonceBytes);
  for (const key of keys) {
    const record = open(key, nonce, sealed, associatedData(scopeId, epoch));
    if (record !== undefined) return record;
  }
  return undefined;
};
