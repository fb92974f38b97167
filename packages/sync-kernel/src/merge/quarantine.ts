import { createReviewedMerger } from './reviewed/reviewed-merger.js';
import type { Strategy } from './strategy.js';

/**
 * Everything is held until a person approves it, a device's own writes included (I14). Laws: those of manual_review;
 * and without a review nothing is ever in force, on any device.
 */
export const quarantine: Strategy = {
  name: 'quarantine',
  judgesDanger: true,
  settlesReviews: true,
  createMerger: (options) => createReviewedMerger(options, { holdsAll: true, combines: false, keepsRivals: false }),
};
