import { cut } from '../model/visible-text.js';
import type { Concern } from './concern.js';

/** How much of many concerns is said, and what of the rest. */
export interface SummaryBounds {
  /** Sentences at the most; by default 6. */
  readonly most?: number;
  /** What is said of those that are left out, from their number; `''` for nothing. */
  readonly rest?: (count: number) => string;
}

/** Characters of a summary before the words about the rest; a hook's sentence has at most 1,000. */
export const longestSummary = 900;

const moreChanges = (count: number): string =>
  count === 1 ? 'There is 1 more change.' : `There are ${String(count)} more changes.`;

/** Concerns, the gravest first, as one text that is short enough to be read: of many the first, and how many more. */
export const summaryOf = (
  concerns: readonly Pick<Concern, 'sentence'>[],
  { most = 6, rest = moreChanges }: SummaryBounds = {},
): string => {
  const [first] = concerns;
  if (first === undefined) return '';
  let text = cut(first.sentence, longestSummary);
  let said = 1;
  for (const { sentence } of concerns.slice(1, most)) {
    if (text.length + 1 + sentence.length > longestSummary) break;
    text += ` ${sentence}`;
    said += 1;
  }
  const left = concerns.length - said;
  const words = left === 0 ? '' : rest(left);
  return words === '' ? text : `${text} ${words}`;
};
