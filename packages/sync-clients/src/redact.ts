import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { ClientsRecord } from './record.js';

/** Private keys and credentials have no place here: what has the form of one leaves as a marker, and is kept apart inbound. */
export const redact = (record: ClientsRecord): Redaction<ClientsRecord> => redactSecrets(record);
