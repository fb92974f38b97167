import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { MemoryChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What agents believe, do, may use, and for how long is dangerous; words to find it by flow. */
export const classify = (change: MemoryChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing that agents believe changes.');
