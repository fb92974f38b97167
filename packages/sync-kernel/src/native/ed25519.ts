import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { hashName } from '../wire/hash-name.js';
import { isUsablePublicKey } from '../wire/ed25519-key.js';
import { createBoundedCache } from './bounded-cache.js';
import { sha256 } from './sha256.js';

/** RFC 8410 §7: PKCS #8 of an Ed25519 key, up to the 32 bytes of its seed. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const base64url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');

/** A key as node:crypto holds it; undefined where the acceptance rule or the import refuses it. */
const importPublicKey = (x: string): KeyObject | undefined => {
  if (!isUsablePublicKey(Buffer.from(x, 'base64url'))) return undefined;
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

/** 1,024 keys: the devices of a scope that are active at once, and no more memory for who sends junk keys. */
const keyOf = createBoundedCache(1_024, importPublicKey);

/** Ed25519 by the one acceptance rule: A first, then OpenSSL, whose equation has no cofactor and whose S is below L. */
export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = keyOf(base64url(publicKey));
  return key !== undefined && verify(null, message, key, signature);
};

const importSecretKey = (secretKey: Uint8Array): KeyObject => {
  if (secretKey.length !== 32) throw new TypeError('An Ed25519 secret key has 32 bytes.');
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, secretKey]), format: 'der', type: 'pkcs8' });
};

/**
 * Secret keys as node:crypto holds them. An import costs more than a signature; it goes with the array that it was made
 * of, so that no copy of a key outlives its owner's. The digest tells an array that was overwritten since.
 */
const imported = new WeakMap<Uint8Array, { readonly digest: string; readonly key: KeyObject }>();

const secretKeyOf = (secretKey: Uint8Array): KeyObject => {
  const digest = hashName(sha256(secretKey));
  const known = imported.get(secretKey);
  if (known?.digest === digest) return known.key;
  const key = importSecretKey(secretKey);
  imported.set(secretKey, { digest, key });
  return key;
};

/** An Ed25519 signature (RFC 8032). */
export const signEd25519 = (secretKey: Uint8Array, message: Uint8Array): Uint8Array =>
  new Uint8Array(sign(null, message, secretKeyOf(secretKey)));

/** The public key of an Ed25519 secret key. */
export const ed25519PublicKey = (secretKey: Uint8Array): Uint8Array => {
  const { x } = createPublicKey(secretKeyOf(secretKey)).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x ?? '', 'base64url'));
};
