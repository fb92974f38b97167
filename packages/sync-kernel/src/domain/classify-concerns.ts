import type { Classification } from '../engine/change.js';
import type { Concern } from './concern.js';
import { summaryOf, type SummaryBounds } from './summary.js';

/**
 * A change is dangerous where it raises a concern, at the pointers of all of them.
 *
 * @param harmless the sentence of a change that raises none
 */
export const classifyConcerns = (
  concerns: readonly Concern[],
  harmless: string,
  bounds: SummaryBounds = {},
): Classification =>
  concerns.length === 0
    ? { danger: 'benign', pointers: [], sentence: harmless }
    : {
        danger: 'dangerous',
        pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
        sentence: summaryOf(concerns, bounds),
      };
