import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { ExtensionsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What may run, by whom and with which permissions is dangerous; a newer version of the same flows, and so does every stop. */
export const classify = (change: ExtensionsChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nothing may do more than before.');
