import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { WorkspaceChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What acts by itself, who acts, where code comes from, and large moves in the tree are dangerous; the rest flows. */
export const classify = (change: WorkspaceChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing that acts by itself changes.');
