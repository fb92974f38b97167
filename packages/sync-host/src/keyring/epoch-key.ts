import { base64urlOf, bytesOfBase64url, canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { concatBytes } from '@noble/hashes/utils.js';
import { hpkeOpen, hpkeSeal } from './hpke.js';

/** An epoch's key, and where it counts. */
export interface EpochKey {
  readonly scopeId: string;
  readonly epoch: number;
  /** 32 random bytes. */
  readonly key: Uint8Array;
}

/**
 * What an epoch record commits to: SHA-256 of scope, number and key. With the number, no key passes for that of another
 * epoch. The key is random and of determined length, so that the hash neither tells nor confuses it.
 */
export const commitmentOf = ({ sha256 }: Pick<Crypto, 'sha256'>, { scopeId, epoch, key }: EpochKey): string =>
  hashName(sha256(concatBytes(canonicalBytes({ context: 'sourceos.epoch-key.v1', scopeId, epoch }), key)));

/** What a wrap is bound to: it opens for no other scope, number or device. */
const infoOf = (scopeId: string, epoch: number, deviceId: string): Uint8Array =>
  canonicalBytes({ context: 'sourceos.epoch-wrap.v1', scopeId, epoch, deviceId });

/** 32 bytes encapsulated, 32 of key, 16 of tag. */
const wrapBytes = 80;

/** Who a key is wrapped for. */
export interface Recipient {
  readonly deviceId: string;
  /** X25519, 32 bytes. */
  readonly sealingKey: Uint8Array;
}

/** Wraps an epoch's key for one device, as base64url; undefined where its sealing key is of small order. */
export const wrapEpochKey = async (
  { scopeId, epoch, key }: EpochKey,
  { deviceId, sealingKey }: Recipient,
  seed: Uint8Array,
): Promise<string | undefined> => {
  const info = infoOf(scopeId, epoch, deviceId);
  const wrapped = await hpkeSeal({ publicKey: sealingKey, info, plaintext: key, seed });
  return wrapped && base64urlOf(wrapped);
};

/** Unwraps what was wrapped for a device; undefined where it does not open. The commitment is for the caller to compare. */
export const unwrapEpochKey = async (
  { scopeId, epoch }: Omit<EpochKey, 'key'>,
  { deviceId, secretKey }: { readonly deviceId: string; readonly secretKey: Uint8Array },
  wrap: string,
): Promise<Uint8Array | undefined> => {
  const bytes = bytesOfBase64url(wrap);
  return bytes?.length === wrapBytes ? await hpkeOpen(secretKey, infoOf(scopeId, epoch, deviceId), bytes) : undefined;
};
