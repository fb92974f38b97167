import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { SecretsChange } from './concerns/concern.js';
import { concernsOf, summary } from './concerns/concerns-of.js';

/** Only revoking is benign: it takes away, and must not wait for a person. */
export const classify = (change: SecretsChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nobody is given anything by it.', summary);
