import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { ExtensionsRecord } from './record.js';

/** Settings stay with the extension; what looks like a credential elsewhere leaves as a marker, and is kept apart inbound. */
export const redact = (record: ExtensionsRecord): Redaction<ExtensionsRecord> => redactSecrets(record);
