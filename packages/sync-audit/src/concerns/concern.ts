import type { Change } from '@sourceos/sync-kernel';
import type { AuditRecord } from '../record.js';

export type AuditChange = Change<AuditRecord>;

/** One thing about an entry that a person should know. */
export interface Concern {
  readonly kind: 'details' | 'drop' | 'unseen' | 'unfounded';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}
