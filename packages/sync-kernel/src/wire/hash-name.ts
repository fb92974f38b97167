import { hexToBytes } from '@noble/hashes/utils.js';

const prefix = 'sha256:';
/** Room for a name: a text made of one list of codes is one piece, where one put together byte by byte stays in pieces. */
const codes = Array.from(prefix + '0'.repeat(64), (character) => character.charCodeAt(0));
const form = /^sha256:[0-9a-f]{64}$/;

/** The code of a hexadecimal digit. */
const digit = (nibble: number): number => nibble + (nibble < 10 ? 48 : 87);

/** How a SHA-256 hash is written everywhere: `sha256:` and 64 lower-case hexadecimal digits. */
export const hashName = (hash: Uint8Array): string => {
  for (let i = 0; i < 32; i += 1) {
    const byte = hash[i] ?? 0;
    codes[prefix.length + 2 * i] = digit(byte >>> 4);
    codes[prefix.length + 2 * i + 1] = digit(byte & 15);
  }
  return String.fromCharCode(...codes);
};

/** Whether a text is a hash as `hashName` writes it: one text for one hash. */
export const isHashName = (text: string): boolean => form.test(text);

/** The 32 bytes of a hash's name; undefined where it is none. */
export const hashOfName = (name: string): Uint8Array | undefined =>
  isHashName(name) ? hexToBytes(name.slice(prefix.length)) : undefined;

/** Whether a text names a hash: `hashName(hash) === name`, without making the text. */
export const namesHash = (name: string, hash: Uint8Array): boolean => {
  if (name.length !== prefix.length + 2 * hash.length || !name.startsWith(prefix)) return false;
  // By index: going over a typed array's iterator takes four times as long.
  for (let i = 0; i < hash.length; i += 1) {
    const byte = hash[i] ?? 0;
    const at = prefix.length + 2 * i;
    if (name.charCodeAt(at) !== digit(byte >>> 4) || name.charCodeAt(at + 1) !== digit(byte & 15)) return false;
  }
  return true;
};
