import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { AuditRecord } from '../record.js';

export type AuditChange = Change<AuditRecord>;

/** What a person should know of an entry. */
export type Concern = ConcernOf<'details' | 'drop' | 'unseen' | 'unfounded'>;
