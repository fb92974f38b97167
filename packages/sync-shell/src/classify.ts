import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What runs, and what it is given, is dangerous; how the shell looks, and what its keys do, flows. */
export const classify = (change: ShellChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing that runs changes.');
