import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

const prefix = 'sha256:';
const form = /^sha256:[0-9a-f]{64}$/;

/** How a SHA-256 hash is written everywhere: `sha256:` and 64 lower-case hexadecimal digits. */
export const hashName = (hash: Uint8Array): string => prefix + bytesToHex(hash);

/** Whether a text is a hash as `hashName` writes it: one text for one hash. */
export const isHashName = (text: string): boolean => form.test(text);

/** The 32 bytes of a hash's name; undefined where it is none. */
export const hashOfName = (name: string): Uint8Array | undefined =>
  isHashName(name) ? hexToBytes(name.slice(prefix.length)) : undefined;

const digit = (nibble: number): number => nibble + (nibble < 10 ? 48 : 87);

/** Whether a text names a hash: `hashName(hash) === name`, without making the text. */
export const namesHash = (name: string, hash: Uint8Array): boolean => {
  if (name.length !== prefix.length + 2 * hash.length || !name.startsWith(prefix)) return false;
  let at = prefix.length;
  for (const byte of hash) {
    if (name.charCodeAt(at) !== digit(byte >>> 4) || name.charCodeAt(at + 1) !== digit(byte & 15)) return false;
    at += 2;
  }
  return true;
};
