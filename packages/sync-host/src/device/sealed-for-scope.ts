import { utf8ToBytes } from '@noble/hashes/utils.js';
import { nonceBytes, type Crypto } from '@sourceos/sync-kernel/wire';

/** Bytes of the epoch's number, before the nonce. */
const epochBytes = 4;
const tagBytes = 16;

/** What the seal is bound to: nothing that was sealed for one scope, epoch or purpose opens as of another. */
const associatedData = (context: string, scopeId: string, epoch: number): Uint8Array => {
  const start = utf8ToBytes(context);
  const id = utf8ToBytes(scopeId);
  const bytes = new Uint8Array(start.length + epochBytes + id.length);
  bytes.set(start);
  new DataView(bytes.buffer).setUint32(start.length, epoch);
  bytes.set(id, start.length + epochBytes);
  return bytes;
};

export interface ScopeSealing {
  readonly crypto: Pick<Crypto, 'seal'>;
  /** What it is, such as `sourceos.sync.sealed-control.v1` and a line feed. */
  readonly context: string;
  readonly scopeId: string;
  readonly epoch: number;
  /** The scope's key of that epoch, 32 bytes. */
  readonly key: Uint8Array;
  /** 24 random bytes, never used twice with one key. */
  readonly nonce: Uint8Array;
  readonly plain: Uint8Array;
}

/**
 * Bytes that the relay is not to read: u32 epoch, nonce, XChaCha20-Poly1305 with the context, the epoch and the scope in
 * the associated data.
 */
export const sealForScope = ({ crypto, context, scopeId, epoch, key, nonce, plain }: ScopeSealing): Uint8Array => {
  const sealed = crypto.seal(key, nonce, plain, associatedData(context, scopeId, epoch));
  const bytes = new Uint8Array(epochBytes + nonceBytes + sealed.length);
  new DataView(bytes.buffer).setUint32(0, epoch);
  bytes.set(nonce, epochBytes);
  bytes.set(sealed, epochBytes + nonceBytes);
  return bytes;
};

/** The epoch under which bytes are sealed; undefined where they are too short for that. */
export const epochOfSealed = (bytes: Uint8Array): number | undefined =>
  bytes.length <= epochBytes + nonceBytes + tagBytes
    ? undefined
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

/** Opens what was sealed for a scope with the first key that opens it; undefined where none does. */
export const openForScope = (
  { crypto, context, scopeId }: Pick<ScopeSealing, 'context' | 'scopeId'> & { readonly crypto: Pick<Crypto, 'open'> },
  bytes: Uint8Array,
  keys: readonly Uint8Array[],
): Uint8Array | undefined => {
  const epoch = epochOfSealed(bytes);
  if (epoch === undefined) return undefined;
  const nonce = bytes.subarray(epochBytes, epochBytes + nonceBytes);
  const sealed = bytes.subarray(epochBytes + nonceBytes);
  const data = associatedData(context, scopeId, epoch);
  for (const key of keys) {
    const plain = crypto.open(key, nonce, sealed, data);
    if (plain !== undefined) return plain;
  }
  return undefined;
};
