import { createReviewedMerger } from './reviewed/reviewed-merger.js';
import type { Strategy } from './strategy.js';

/**
 * Nothing is combined (I13). Concurrent values are candidates for ever, whoever writes after them, until a person
 * settles; a device keeps in force the one that it had. Laws: those of manual_review; and the record in force is
 * always one that somebody wrote or a reviewer edited, never made of two concurrent ones.
 */
export const neverMerge: Strategy = {
  name: 'never_merge',
  judgesDanger: true,
  settlesReviews: true,
  createMerger: (options) => createReviewedMerger(options, { holdsAll: false, combines: false, keepsRivals: true }),
};
