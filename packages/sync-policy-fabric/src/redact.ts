import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { PolicyFabricRecord } from './record.js';

/** Nothing in a policy is a credential: what has the form of one leaves as a marker, and is kept apart inbound. */
export const redact = (record: PolicyFabricRecord): Redaction<PolicyFabricRecord> => redactSecrets(record);
