import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { AgentRegistryRecord } from './record.js';

/** Credentials of agents have no place here: what has the form of one leaves as a marker, and is kept apart inbound. */
export const redact = (record: AgentRegistryRecord): Redaction<AgentRegistryRecord> => redactSecrets(record);
