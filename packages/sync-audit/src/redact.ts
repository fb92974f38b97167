import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import { rehashed } from './event/event-hash.js';
import type { AuditRecord } from './record.js';

/**
 * What has the form of a credential leaves as a marker, and is kept apart inbound. The event is under the hash of what
 * is left: link the next event to that (`lastEventHash`).
 */
export const redact = (record: AuditRecord): Redaction<AuditRecord> => {
  const redaction = redactSecrets(record);
  const { findings } = redaction;
  return findings.length === 0 || redaction.record.type !== 'AuditEvent'
    ? redaction
    : { findings, record: rehashed(redaction.record) };
};
