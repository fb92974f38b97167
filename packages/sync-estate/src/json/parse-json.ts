import { isUtf8 } from 'node:buffer';
import type { Path } from '@sourceos/sync-spec';
import { bounds } from '../bounds.js';
import { countMembers, scanJson } from './scan-json.js';
import { duplicateKeys, firstSyntaxError, type Span } from './json-tree.js';

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
  readonly found?: string;
  readonly span?: Span;
}

/** Parses bytes as JSON within bounds, and says where and why when it cannot. */
export const parseJson = (bytes: Buffer): JsonFile => {
  if (!isUtf8(bytes)) return notUtf8(bytes);
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', byteOrderMark ? 3 : 0);
  const { depth, members } = scanJson(text);
  if (depth > bounds.depth) {
    return { kind: 'too-deep', text, message: `The document is nested ${depth} levels deep`, found: `${depth} levels` };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'syntax', text, ...firstSyntaxError(text) };
  }
  // The tree is only built where a count says that something is amiss: JSON.parse is several times faster.
  const duplicates = countMembers(value) === members ? [] : duplicateKeys(text);
  return { kind: 'document', text, value, byteOrderMark, duplicates };
};

const notUtf8 = (bytes: Buffer): JsonRefusal => {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = bytes.toString('latin1');
  const at = firstInvalidByte(bytes);
  return {
    kind: 'encoding',
    text,
    message: utf16 ? 'The file is UTF-16, not UTF-8' : `Byte ${at} is not UTF-8`,
    found: `0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`,
    span: { offset: at, length: 1 },
  };
};

/** The longest valid prefix ends there; found by halving, since validity of prefixes only ever goes from true to false. */
const firstInvalidByte = (bytes: Buffer): number => {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(bytes.subarray(0, boundary(bytes, middle)))) valid = middle;
    else invalid = middle;
  }
  return boundary(bytes, valid);
};

/** Steps back from within a multi-byte character to its first byte, at most three bytes. */
const boundary = (bytes: Buffer, end: number): number => {
  let at = end;
  while (at > 0 && end - at < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
};
