import type { Json } from './json.js';

/**
 * Characters that show a reader something else than what is there: controls, format characters (bidirectional
 * overrides, zero width, tags), separators other than the space, fillers that look like nothing, private and
 * unassigned ones, lone surrogates (CWE-150, CVE-2021-42574).
 */
const misleading =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\u115F\u1160\u2800\u3164\uFFA0]/gu;

const escape = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Cut at `longest` characters, never between the halves of a pair. */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

/** Text as one line on which nothing hides: what would mislead is written as its escape, such as `\u{202e}`. */
export const visibleText = (text: string, longest: number): string =>
  // Nobody waits for the escapes of what is cut off anyway: an escape is never shorter than its character.
  cut(text.slice(0, longest + 1).replaceAll(misleading, escape), longest);

/** Text or JSON from elsewhere, quoted and escaped, so that it cannot pass for a sentence of ours. */
export const quote = (value: Json, longest = 200): string => {
  const bounded = typeof value === 'string' ? value.slice(0, longest + 1) : value;
  return cut(JSON.stringify(bounded).replaceAll(misleading, escape), longest);
};
