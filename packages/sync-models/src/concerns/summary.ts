import type { Concern } from './concern.js';

/** A card is read by a person: of many concerns, the first and how many more. */
const most = 6;
const longest = 900;

/** The concerns as one text that is short enough to be read. */
export const summaryOf = (concerns: readonly Concern[]): string => {
  const sentences: string[] = [];
  let length = 0;
  for (const { sentence } of concerns.slice(0, most)) {
    if (length + sentence.length > longest) break;
    sentences.push(sentence);
    length += sentence.length + 1;
  }
  const rest = concerns.length - sentences.length;
  if (rest === 0) return sentences.join(' ');
  if (sentences.length === 0) sentences.push('It does more than a sentence can say.');
  return `${sentences.join(' ')} There are ${String(rest)} changes more.`;
};
