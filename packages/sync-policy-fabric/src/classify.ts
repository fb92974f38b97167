import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { PolicyChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { summary } from './words/words.js';

/** Everything that decides, or has something decide no more, is dangerous; names and descriptions are not. */
export const classify = (change: PolicyChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing that it decides changes.', summary);
