import { ownCopy } from './utf8.js';

/** Texts that come again in write after write, one copy of each. */
export interface Interned {
  /** The copy of a text; undefined where none is kept yet. */
  readonly of: (text: string) => string | undefined;
  /** Keeps a text. */
  readonly keep: (text: string) => string;
}

/** Bounds of what is kept: others choose the texts. */
const mostTexts = 4_096;
const longestText = 256;

/** A bounded set of texts that recur; the one asked for last is had by a comparison. */
export const createInterned = (): Interned => {
  const texts = new Map<string, string>();
  let last: string | undefined;
  return {
    of: (text) => {
      if (text === last) return last;
      const found = texts.get(text);
      if (found !== undefined) last = found;
      return found;
    },
    keep: (text) => {
      if (text.length > longestText) return text;
      if (texts.size >= mostTexts) texts.clear();
      const copy = ownCopy(text);
      texts.set(copy, copy);
      last = copy;
      return copy;
    },
  };
};
