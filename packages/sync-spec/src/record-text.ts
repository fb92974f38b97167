import * as z from 'zod';

// Control characters and lone surrogates have no place in a record: what shows or runs the text
// could interpret them, and RFC 8785 has no bytes for a lone surrogate. \u2028 and \u2029 break lines too.
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}\u2028\u2029]|[\n\t])*$/u;

/**
 * Text of one line in a record: a name, a title, a path.
 *
 * @param max the most UTF-16 code units that it may have
 * @param min the least; 1 unless given
 */
export const singleLine = (max: number, min = 1) =>
  z.string().min(min).max(max).regex(oneLine, { error: 'one line of text without control characters' });

/**
 * Text of several lines in a record: a note, a script. Lines end with a line feed.
 *
 * @param max the most UTF-16 code units that it may have
 */
export const multiLine = (max: number) =>
  z.string().min(1).max(max).regex(lines, { error: 'text without control characters other than tab and line feed' });

/** A moment in a record, in UTC: `2026-05-07T09:30:00Z`, with a fraction of a second where it matters. */
export const timestamp = () => z.iso.datetime({ error: 'a moment in UTC such as 2026-05-07T09:30:00Z' }).max(30);
