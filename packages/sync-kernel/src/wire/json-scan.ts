/** What one pass over the bytes of a JSON text tells, right wherever the text turns out to be JSON. */
export interface JsonScan {
  /** The deepest nesting of arrays and objects; the scan stops once it exceeds the bound. */
  readonly depth: number;
  /** Members of all objects together: a colon outside a string stands in each, and nowhere else. */
  readonly members: number;
  /** An upper bound of the number of values. */
  readonly values: number;
  /** Whether a string holds a `\u` escape: the only way for a lone surrogate into well-formed UTF-8. */
  readonly unicodeEscapes: boolean;
}

const quote = 0x22;
const backslash = 0x5c;

/** Reads depth and counts off JSON bytes before they are parsed: linear, without memory of its own. */
export const scanJson = (bytes: Uint8Array, maxDepth: number): JsonScan => {
  const { length } = bytes;
  let level = 0;
  let depth = 0;
  let members = 0;
  let values = 1;
  let unicodeEscapes = false;
  for (let i = 0; i < length; i += 1) {
    switch (bytes[i]) {
      case quote:
        for (i += 1; i < length; i += 1) {
          const byte = bytes[i];
          if (byte === quote) break;
          if (byte === backslash) {
            i += 1;
            if (bytes[i] === 0x75) unicodeEscapes = true;
          }
        }
        break;
      case 0x3a: // :
        members += 1;
        break;
      case 0x2c: // ,
        values += 1;
        break;
      case 0x7b: // {
      case 0x5b: // [
        values += 1;
        level += 1;
        if (level > depth) depth = level;
        if (depth > maxDepth) return { depth, members, values, unicodeEscapes };
        break;
      case 0x7d: // }
      case 0x5d: // ]
        level -= 1;
        break;
      default:
        break;
    }
  }
  return { depth, members, values, unicodeEscapes };
};
