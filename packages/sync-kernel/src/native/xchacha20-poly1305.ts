import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hchacha } from '@noble/ciphers/chacha.js';

/** `expand 32-byte k`, as ChaCha20 reads it: four little-endian words in memory order. */
const sigma = new Uint32Array(new Uint8Array(Buffer.from('expand 32-byte k', 'latin1')).buffer);
const algorithm = 'chacha20-poly1305';
const tagLength = 16;

/** The words of bytes in memory order; a copy, since a view of 32 bits must be aligned. */
const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer);

/** draft-irtf-cfrg-xchacha-03 §2.3: a key from the first 16 bytes of the nonce, and a nonce from the last 8. */
const derive = (key: Uint8Array, nonce: Uint8Array): readonly [key: Uint8Array, nonce: Uint8Array] => {
  const subkey = new Uint32Array(8);
  hchacha(sigma, words(key), words(nonce.subarray(0, 16)), subkey);
  const inner = new Uint8Array(12);
  inner.set(nonce.subarray(16), 4);
  return [new Uint8Array(subkey.buffer), inner];
};

const sizesFit = (key: Uint8Array, nonce: Uint8Array): boolean => key.length === 32 && nonce.length === 24;

/** XChaCha20-Poly1305: HChaCha20 in JavaScript, the cipher proper by OpenSSL. */
export const seal = (
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associatedData: Uint8Array,
): Uint8Array => {
  if (!sizesFit(key, nonce)) throw new TypeError('XChaCha20-Poly1305 takes a key of 32 bytes and a nonce of 24.');
  const cipher = createCipheriv(algorithm, ...derive(key, nonce), { authTagLength: tagLength });
  cipher.setAAD(associatedData, { plaintextLength: plaintext.length });
  const head = cipher.update(plaintext);
  cipher.final();
  const sealed = new Uint8Array(head.length + tagLength);
  sealed.set(head);
  sealed.set(cipher.getAuthTag(), head.length);
  return sealed;
};

/** Opens what `seal` made; undefined where it does not authenticate. */
export const open = (
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associatedData: Uint8Array,
): Uint8Array | undefined => {
  if (!sizesFit(key, nonce) || sealed.length < tagLength) return undefined;
  const body = sealed.length - tagLength;
  const decipher = createDecipheriv(algorithm, ...derive(key, nonce), { authTagLength: tagLength });
  decipher.setAAD(associatedData, { plaintextLength: body });
  decipher.setAuthTag(sealed.subarray(body));
  const opened = decipher.update(sealed.subarray(0, body));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  // As a plain view: a Buffer's slice() shares memory where a Uint8Array's copies.
  return new Uint8Array(opened.buffer, opened.byteOffset, opened.length);
};
