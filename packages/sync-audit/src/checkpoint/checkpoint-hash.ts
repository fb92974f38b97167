import {
  base64urlOf,
  bytesOfBase64url,
  canonicalBytes,
  hashName,
  portableCrypto,
  type Crypto,
} from '@sourceos/sync-kernel/wire';
import type { Json, JsonObject } from '@sourceos/sync-kernel';
import type { AuditCheckpoint } from '../record.js';

const json = (record: object): JsonObject => {
  const present = Object.entries(record).filter(([, value]) => value !== undefined);
  // A record type is JSON by its schema.
  return Object.fromEntries<Json>(present as [string, Json][]);
};

/** What a checkpoint's `previous` names it by: SHA-256 of it as RFC 8785 JSON. */
export const checkpointHash = (checkpoint: AuditCheckpoint): string =>
  hashName(portableCrypto.sha256(canonicalBytes(json(checkpoint))));

const message = ({ signature: _, ...signed }: Partial<AuditCheckpoint>): Uint8Array => canonicalBytes(json(signed));

/** A checkpoint under the signature of the device whose log it is. */
export const signCheckpoint = (
  crypto: Pick<Crypto, 'sign' | 'publicKey'>,
  secretKey: Uint8Array,
  statement: Omit<AuditCheckpoint, 'signature' | 'signingKey'>,
): AuditCheckpoint => {
  const signed = { ...statement, signingKey: base64urlOf(crypto.publicKey(secretKey)) };
  return { ...signed, signature: base64urlOf(crypto.sign(secretKey, message(signed))) };
};

/**
 * Whether the key that a checkpoint names signed it.
 *
 * @param deviceKey the device's key as the scope's control log has it; another is no key of the device
 */
export const verifyCheckpoint = (
  checkpoint: AuditCheckpoint,
  deviceKey: Uint8Array,
  crypto: Pick<Crypto, 'verify'> = portableCrypto,
): boolean => {
  const signature = bytesOfBase64url(checkpoint.signature);
  if (signature === undefined || base64urlOf(deviceKey) !== checkpoint.signingKey) return false;
  return crypto.verify(deviceKey, message(checkpoint), signature);
};
