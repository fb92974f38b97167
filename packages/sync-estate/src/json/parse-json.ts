import { isUtf8 } from 'node:buffer';
import type { Path } from '@sourceos/sync-spec';
import { bounds } from '../bounds.js';
import { countMembers, scanJson } from './scan-json.js';
import { duplicateKeys } from './duplicate-keys.js';
import type { Span } from './span.js';
import { findSyntaxError } from './syntax-error.js';

/** A JSON file as far as it could be read. `text` is always there for positions and excerpts. */
export type JsonFile = JsonDocument | JsonRefusal;

export interface JsonDocument {
  readonly kind: 'document';
  readonly text: string;
  readonly value: unknown;
  readonly byteOrderMark: boolean;
  /** Members that stand twice in one object: JSON.parse kept the last, and no reader should have to guess. */
  readonly duplicates: readonly { readonly path: Path; readonly span: Span }[];
}

export interface JsonRefusal {
  readonly kind: 'encoding' | 'too-deep' | 'syntax';
  readonly text: string;
  readonly message: string;
  /** What was found, safe to print. */
  readonly found: string;
  readonly span: Span;
}

/** Parses bytes as JSON within bounds, and says where and why when it cannot. */
export const parseJson = (bytes: Buffer): JsonFile => {
  const encoding = encodingFault(bytes);
  if (encoding !== undefined) return encoding;
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', byteOrderMark ? 3 : 0);
  const depth = depthBeyondBound(text);
  if (depth !== undefined) {
    const message = `The document is nested ${depth} levels deep`;
    return { kind: 'too-deep', text, message, found: `${depth} levels`, span: { offset: 0, length: 0 } };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const fault = findSyntaxError(text);
    if (fault === undefined) throw error;
    return { kind: 'syntax', text, ...fault };
  }
  return {
    kind: 'document',
    text,
    value,
    byteOrderMark,
    duplicates: hasRepeatedMember(text, value) ? duplicateKeys(text) : [],
  };
};

/** How often a character stands in a text, counted no further than one beyond `limit`. */
const occurrences = (text: string, character: string, limit: number): number => {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1 && found <= limit; at = text.indexOf(character, at + 1)) found += 1;
  return found;
};

/** Nesting beyond the bound. A text without more brackets than levels are allowed need not be read for it. */
const depthBeyondBound = (text: string): number | undefined => {
  const most = bounds.depth;
  if (occurrences(text, '{', most) + occurrences(text, '[', most) <= most) return undefined;
  const { depth } = scanJson(text);
  return depth > most ? depth : undefined;
};

/**
 * Whether a member stands twice in one object: then the text has more members than the parsed value. Each
 * has a colon, so as many colons as members settle it; otherwise some stand in strings, and the text is read.
 */
const hasRepeatedMember = (text: string, value: unknown): boolean => {
  const members = countMembers(value);
  return occurrences(text, ':', members) !== members && scanJson(text).members !== members;
};

const startsWith = (bytes: Buffer, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** JSON starts with two ASCII characters, which show by their zero bytes how wide a character is (RFC 4627 §3). */
const isWide = (bytes: Buffer): boolean =>
  startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || bytes[0] === 0 || bytes[1] === 0;

const encodingFault = (bytes: Buffer): JsonRefusal | undefined => {
  const wide = isWide(bytes);
  if (!wide && isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  const { byte, offset } = wide ? { byte: 0, offset: 0 } : firstInvalidByte(bytes, text);
  return {
    kind: 'encoding',
    text,
    message: wide ? 'The file is UTF-16 or UTF-32, not UTF-8' : `The byte at offset ${byte} is not UTF-8`,
    found: `0x${(bytes[byte] ?? 0).toString(16).padStart(2, '0')}`,
    span: { offset, length: 1 },
  };
};

/** Decoding puts U+FFFD for what is invalid: the first one that the bytes do not spell out themselves. */
const firstInvalidByte = (bytes: Buffer, text: string): { readonly byte: number; readonly offset: number } => {
  let byte = 0;
  let start = 0;
  for (;;) {
    const offset = text.indexOf('\ufffd', start);
    byte += Buffer.byteLength(text.slice(start, offset));
    if (offset === -1 || !startsWith(bytes.subarray(byte), 0xef, 0xbf, 0xbd)) return { byte, offset };
    byte += 3;
    start = offset + 1;
  }
};
