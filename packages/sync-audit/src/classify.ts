import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { AuditChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Open text, and evidence that goes, are dangerous; an entry without either is not. */
export const classify = (change: AuditChange): Classification =>
  classifyConcerns(concernsOf(change), 'It adds an entry, and takes nothing away.');
