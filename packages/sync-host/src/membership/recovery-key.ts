import { bech32m } from '@scure/base';

const prefix = 'srcosrecovery';

/**
 * A recovery key as people copy it: 256 bits with a checksum that finds up to four wrong characters (bech32m, BIP-350),
 * in groups of five.
 */
export const formatRecoveryKey = (secret: Uint8Array): string =>
  (bech32m.encode(prefix, bech32m.toWords(secret), false).match(/.{1,5}/g) ?? []).join(' ').toUpperCase();

/** The 32 bytes of a recovery key however it was typed; undefined where a character is wrong. */
export const parseRecoveryKey = (text: string): Uint8Array | undefined => {
  const typed = text.replace(/[\s-]+/g, '').toLowerCase();
  // Longer than any: nothing is decoded of what cannot be one.
  if (typed.length > 90) return undefined;
  const decoded = bech32m.decodeUnsafe(typed, false);
  if (decoded?.prefix !== prefix) return undefined;
  const bytes = bech32m.fromWordsUnsafe(decoded.words);
  return bytes instanceof Uint8Array && bytes.length === 32 ? bytes : undefined;
};
