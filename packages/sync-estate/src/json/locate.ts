import type { Path } from '@sourceos/sync-spec';
import { endOfString, isSpace } from './scan-json.js';
import type { Span } from './span.js';

const opens = (text: string, at: number): boolean => text[at] === '{' || text[at] === '[';

const skipSpace = (text: string, start: number): number => {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
};

/** The index after the value that starts at `start`. */
const endOfValue = (text: string, start: number): number => {
  if (text[start] === '"') return endOfString(text, start) + 1;
  let at = start;
  if (!opens(text, start)) {
    while (at < text.length && !',]}'.includes(text.charAt(at)) && !isSpace(text.charCodeAt(at))) at += 1;
    return at;
  }
  let depth = 0;
  for (; at < text.length; at += 1) {
    if (text[at] === '"') at = endOfString(text, at);
    else if (opens(text, at)) depth += 1;
    else if (text[at] === '}' || text[at] === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return at;
};

interface Member {
  readonly key: Span;
  /** The index at which its value starts. */
  readonly value: number;
}

/** Whether a string of the text means a name. Few are written with escapes, and only those are parsed. */
const isNamed = (text: string, { offset, length }: Span, name: string): boolean => {
  const written = text.slice(offset + 1, offset + length - 1);
  return written.includes('\\') ? JSON.parse(`"${written}"`) === name : written === name;
};

/** The member of a name in the object at `start`: of two equal names the last, which is the one that counts. */
const memberOf = (text: string, start: number, name: string): Member | undefined => {
  if (text[start] !== '{') return undefined;
  let found: Member | undefined;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const key = { offset: at, length: endOfString(text, at) + 1 - at };
    const value = skipSpace(text, skipSpace(text, key.offset + key.length) + 1);
    if (isNamed(text, key, name)) found = { key, value };
    at = skipSpace(text, endOfValue(text, value));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
};

/** The index of an item's start in the array at `start`. */
const itemOf = (text: string, start: number, index: number): number | undefined => {
  if (text[start] !== '[') return undefined;
  let at = skipSpace(text, start + 1);
  for (let skipped = 0; at < text.length && text[at] !== ']'; skipped += 1) {
    if (skipped === index) return at;
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return undefined;
};

/**
 * Where a path lies in a valid JSON text: the member's name or its value. Where the path does not exist, the
 * opening bracket of what lacks it; of an object or an array, too, the opening bracket and not all of it.
 * Reads only as far as the path leads: no tree is built.
 */
export const locate = (text: string, path: Path, on: 'key' | 'value'): Span => {
  let at = skipSpace(text, 0);
  let key: Span | undefined;
  for (const step of path) {
    const member = typeof step === 'string' ? memberOf(text, at, step) : undefined;
    const next = typeof step === 'number' ? itemOf(text, at, step) : member?.value;
    if (next === undefined) return { offset: at, length: 1 };
    key = member?.key;
    at = next;
  }
  if (on === 'key' && key !== undefined) return key;
  return { offset: at, length: opens(text, at) ? 1 : endOfValue(text, at) - at };
};
