import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { MemoryMeshRecord } from './record.js';

/** No agent remembers a credential: what has the form of one leaves as a marker, and is kept apart inbound. */
export const redact = (record: MemoryMeshRecord): Redaction<MemoryMeshRecord> => redactSecrets(record);
