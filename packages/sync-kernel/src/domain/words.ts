import { cut, quote, visibleText } from '../model/visible-text.js';

/** So many characters of a name or address fit into a sentence. */
const longestName = 60;

/** Nearly every name is nothing else, and needs no look at the classes of Unicode. */
const plain = /^[!-~]*$/;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * A text of a record as a sentence may hold it: on one line, cut, and what would mislead a reader written as its escape.
 *
 * @param longest how many characters are left
 */
export const shorten = (text: string, longest = longestName): string =>
  text.length <= longest && plain.test(text) ? text : visibleText(oneLine(text), longest);

/** The same in quotes, so that it cannot pass for a word of ours. */
export const quoted = (text: string, longest = longestName): string => quote(cut(oneLine(text), longest), Infinity);

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * `a`, `a and b`, `a, b and c`; of more than `most`, the first ones and how many more.
 *
 * @param words how an item is said: `shorten` for names and addresses out of a record
 */
export const listed = (
  items: readonly string[],
  most = 5,
  words: (item: string) => string = (item) => item,
): string => {
  const shown = items.slice(0, most).map((item) => words(item));
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};

/** `1 entry`, `1,002 entries`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${many}`;
