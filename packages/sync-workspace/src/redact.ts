import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { WorkspaceRecord } from './record.js';

/** Credentials have no place in a workspace: what has the form of one leaves as a marker, and is kept apart inbound. */
export const redact = (record: WorkspaceRecord): Redaction<WorkspaceRecord> => redactSecrets(record);
