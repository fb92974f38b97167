import { ownCopy } from './utf8.js';

/** Bounds of what is kept: others choose the texts. */
const mostTexts = 4_096;
const longestText = 256;

/**
 * Makes something of a text, once for the texts that come again in write after write, and one copy of it. What is made
 * must follow from the text alone; `undefined`, for a text that is none of those, is not kept. The text of the last call
 * is had by a comparison.
 */
export const createRecurring = <Value>(
  make: (text: string) => Value | undefined,
): ((text: string) => Value | undefined) => {
  const known = new Map<string, Value>();
  let last: { readonly text: string; readonly value: Value } | undefined;
  return (text) => {
    if (last?.text === text) return last.value;
    let value = known.get(text);
    if (value === undefined) {
      const own = ownCopy(text);
      value = make(own);
      if (value === undefined || own.length > longestText) return value;
      if (known.size >= mostTexts) known.clear();
      known.set(own, value);
    }
    last = { text, value };
    return value;
  };
};
