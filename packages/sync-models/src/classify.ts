import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { ModelsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Where requests go, how far and how sensitive, and what answers them, is dangerous; what a device has flows. */
export const classify = (change: ModelsChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing about where requests go changes.');
