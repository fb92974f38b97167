import { createReviewedMerger } from './reviewed/reviewed-merger.js';
import type { Strategy } from './strategy.js';

/**
 * A person decides what is dangerous or contradicts itself (I11, I12). Replicated: the causally maximal candidates,
 * and the reviews. Laws: the replicated state is a function of the sets of writes and reviews, and so is what is in
 * force on any one device; adding again changes nothing; what is held, or builds on what is held, is in force only
 * where its own author's device shows it.
 */
export const manualReview: Strategy = {
  name: 'manual_review',
  judgesDanger: true,
  settlesReviews: true,
  createMerger: (options) => createReviewedMerger(options, { holdsAll: false, combines: true, keepsRivals: false }),
};
