import { auditEventHash, type JsonObject } from '@sourceos/sync-kernel';
import type { AuditEvent, Recorder } from './decision-events.js';

/** Something that the host itself did or found, beside the decisions of the gate. */
export interface HostNote {
  /** A name under `sync.`, such as `sync.review.expired`. */
  readonly eventType: string;
  /** Who did it: a person, or the device. */
  readonly actorId: string;
  /** What it is about, by URN. */
  readonly subjectId: string;
  readonly outcome: AuditEvent['outcome'];
  readonly policyDomain?: string;
  /** Never a secret, never a value. */
  readonly details?: JsonObject;
}

/** A note as an event of the log, linked to the one before it. */
export const hostEvent = (
  note: HostNote,
  { crypto, deviceId, scopeId, at }: Recorder,
  previous: string | undefined,
): AuditEvent => {
  const event: Omit<AuditEvent, 'id' | 'eventHash'> = {
    type: 'AuditEvent',
    specVersion: '2.0.0',
    eventType: note.eventType,
    occurredAt: new Date(at).toISOString(),
    actorId: note.actorId,
    subjectId: note.subjectId,
    ...(scopeId.startsWith('urn:srcos:workspace:') ? { workspaceId: scopeId } : {}),
    deviceId,
    policyDomain: note.policyDomain ?? 'sync',
    outcome: note.outcome,
    reasonCode: 'none',
    ...(note.details === undefined ? {} : { details: note.details }),
    ...(previous === undefined ? {} : { previousEventHash: previous }),
  };
  const eventHash = auditEventHash(crypto, event);
  return { id: `urn:srcos:audit:${eventHash.slice('sha256:'.length)}`, ...event, eventHash };
};
