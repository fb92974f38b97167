import type { Law } from '../law.js';

/** What the laws say that do not hold. */
export const brokenLaws = (laws: readonly Law[]): readonly string[] =>
  laws.flatMap(({ says, holds }) => {
    try {
      holds();
      return [];
    } catch {
      return [says];
    }
  });
