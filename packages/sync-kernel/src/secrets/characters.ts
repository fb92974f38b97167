/** A set of ASCII characters: 1 at the code of each that is in it. */
export type Characters = Uint8Array;

const ranges = (codes: Characters, from: string, to: string): void => {
  codes.fill(1, from.charCodeAt(0), to.charCodeAt(0) + 1);
};

/** Every letter and digit, and the given other characters. */
export const alphanumericAnd = (others: string): Characters => {
  const codes = new Uint8Array(128);
  ranges(codes, '0', '9');
  ranges(codes, 'A', 'Z');
  ranges(codes, 'a', 'z');
  for (const other of others) codes[other.charCodeAt(0)] = 1;
  return codes;
};

const only = (characters: string): Characters => {
  const codes = new Uint8Array(128);
  for (const character of characters) codes[character.charCodeAt(0)] = 1;
  return codes;
};

export const digits = only('0123456789');
export const hexDigits = only('0123456789abcdefABCDEF');
export const alphanumeric = alphanumericAnd('');
export const wordCharacters = alphanumericAnd('_');
/** RFC 4648 §5, without padding. */
export const base64Url = alphanumericAnd('_-');
/** RFC 4648 §4, with padding. */
export const base64 = alphanumericAnd('+/=');
const eitherBase64 = alphanumericAnd('+/-_');
export const upperAlphanumeric = only('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
/** What RFC 6750 §2.1 allows in a bearer token; dotted tokens are of these too. */
export const tokenCharacters = alphanumericAnd('-._~+/=');
export const dottedBase64Url = alphanumericAnd('_-.');

/** Whether the character at an index is in a set; no character is not. */
export const isAt = (text: string, index: number, set: Characters): boolean => set[text.charCodeAt(index)] === 1;

/** The index after the run of a set's characters that begins at `from`, at most `most` characters on. */
export const runEnd = (text: string, from: number, set: Characters, most = Infinity): number => {
  const limit = Math.min(text.length, from + most);
  let index = from;
  while (index < limit && set[text.charCodeAt(index)] === 1) index += 1;
  return index;
};

/** The index of the first of the run of a set's characters that ends before `to`, at most `most` characters back. */
export const runStart = (text: string, to: number, set: Characters, most: number): number => {
  const limit = Math.max(0, to - most);
  let index = to;
  while (index > limit && set[text.charCodeAt(index - 1)] === 1) index -= 1;
  return index;
};

/** How much of the alphabet of base64url may stand before a token as a label of it, less one. */
export const labelLength = 16;

/** Lengths of the unpadded base64 of 32 and 64 bytes: our keys, hashes and signatures. */
const ours: ReadonlySet<number> = new Set([43, 86]);

/** Whether an index lies in a run as long as a key, hash or signature of ours, which only happens to hold a prefix. */
export const isOurs = (text: string, at: number): boolean =>
  ours.has(runEnd(text, at, eitherBase64, 90) - runStart(text, at, eitherBase64, 90));

/**
 * Whether a word may begin at an index: after no letter or digit, or after one that ends an escape, as text in a
 * JSON string (`\n`, `\u003d`) and in a query (`%3D`) has it.
 */
export const beginsWord = (text: string, at: number): boolean => {
  if (!isAt(text, at - 1, alphanumeric)) return runStart(text, at, base64Url, labelLength) > at - labelLength;
  if (text[at - 2] === '\\') return true;
  return (text[at - 3] === '%' || text.startsWith('\\u', at - 6)) && isAt(text, at - 2, hexDigits);
};
