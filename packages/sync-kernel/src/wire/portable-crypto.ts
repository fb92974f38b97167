import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToNumberLE } from '@noble/curves/utils.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from './bytes.js';
import type { Crypto } from './crypto.js';
import { isUsablePublicKey } from './ed25519-key.js';

const { Point } = ed25519;
const order = Point.Fn.ORDER;

const decodePoint = (bytes: Uint8Array): InstanceType<typeof Point> | undefined => {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Noble's own `verify` multiplies by the cofactor and so accepts what node:crypto refuses; this is the equation
 * without it, RFC 8032 §5.1.7 with the last step as "encode and compare bytes".
 */
const verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  if (signature.length !== 64 || !isUsablePublicKey(publicKey)) return false;
  const r = signature.subarray(0, 32);
  const s = bytesToNumberLE(signature.subarray(32));
  if (s >= order) return false;
  const a = decodePoint(publicKey);
  if (a === undefined) return false;
  const k = bytesToNumberLE(sha512(concatBytes(r, publicKey, message))) % order;
  const expected = Point.BASE.multiplyUnsafe(s).add(a.negate().multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
};

/** The primitives in JavaScript alone, over noble: for browsers, and for holding the native ones against. */
export const portableCrypto: Crypto = {
  sha256,
  verify,
  sign: (secretKey, message) => ed25519.sign(message, secretKey),
  publicKey: (secretKey) => ed25519.getPublicKey(secretKey),
  seal: (key, nonce, plaintext, associatedData) => xchacha20poly1305(key, nonce, associatedData).encrypt(plaintext),
  open: (key, nonce, sealed, associatedData) => {
    if (key.length !== 32 || nonce.length !== 24 || sealed.length < 16) return undefined;
    try {
      return xchacha20poly1305(key, nonce, associatedData).decrypt(sealed);
    } catch {
      return undefined;
    }
  },
};
