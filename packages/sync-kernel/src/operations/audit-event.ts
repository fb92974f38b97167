import type { AuditEvent } from '@sourceos/sync-spec';
import type { AuditDraft } from '../engine/change.js';
import type { Decision, Outcome } from '../gate/decision.js';
import type { Json, JsonObject } from '../model/json.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { Crypto } from '../wire/crypto.js';
import { hashName } from '../wire/hash-name.js';
import { moment } from './moment.js';

/** Version of the AuditEvent contract that the events follow. */
const auditEventVersion = '2.0.0';

/** What an audit event is made of. */
export interface AuditRequest {
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly decision: Decision;
  /** What the engine wants recorded; by default the decision itself, as `decisionDraft` puts it. */
  readonly draft?: AuditDraft;
  /** The profile, workspace or org. */
  readonly scopeId: string;
  /** The device that decided and records. */
  readonly deviceId: string;
  /** When it decided, by its clock, milliseconds since the epoch. */
  readonly at: number;
  /** The event before it in the same log. */
  readonly previousEventHash?: string;
}

const outcomeOf: Readonly<Record<Outcome, AuditEvent['outcome']>> = {
  applied: 'allow',
  merged: 'allow',
  superseded: 'informational',
  held: 'require_review',
  quarantined: 'quarantine',
  rejected: 'deny',
};

const isUrn = (text: string | undefined): text is string => text?.startsWith('urn:srcos:') === true;

/** Who is named where the bytes could not be read so far that they name anybody. */
const unknownActor = 'urn:srcos:actor:unknown';
const subjectOf = ({ objectId, writeId }: Decision): string =>
  isUrn(objectId) ? objectId : `urn:srcos:write:${writeId.slice(writeId.indexOf(':') + 1)}`;

/** What is recorded of a decision that no engine could describe: its record was never read, or is nobody's. */
export const decisionDraft = (decision: Decision): AuditDraft => ({
  eventType: `sync.write.${decision.outcome}`,
  subjectId: subjectOf(decision),
});

/** The decision in the event's details: which write, from where, where its way through the gate ended, and every reason. */
const decisionDetails = ({ writeId, deviceId, outcome, trace, reasons }: Decision): JsonObject => {
  const details: Record<string, Json> = {
    writeId,
    outcome,
    reasons: reasons.map(({ code, detail, pointer }) => ({
      code,
      detail,
      ...(pointer === undefined ? {} : { pointer }),
    })),
  };
  if (deviceId !== undefined) details.authorDeviceId = deviceId;
  const stage = trace.at(-1);
  if (stage !== undefined) details.stage = stage;
  return details;
};

/** Members that follow from the hash. */
const derived: ReadonlySet<string> = new Set(['id', 'eventHash', 'signature']);

/**
 * The hash of an event: SHA-256 of it as RFC 8785 JSON without `id`, `eventHash` and `signature`, which follow from
 * it. What links the log, `previousEventHash`, is in it.
 */
export const auditEventHash = (
  crypto: Pick<Crypto, 'sha256'>,
  event: Omit<AuditEvent, 'id' | 'eventHash' | 'signature'>,
): string => {
  const hashed = Object.entries(event).filter(([name]) => !derived.has(name));
  return hashName(crypto.sha256(canonicalBytes(Object.fromEntries(hashed) as JsonObject)));
};

/**
 * An event as the published AuditEvent.json accepts it. Equal inputs make an equal event, its id among them: it is
 * the hash, so that the same decision recorded twice is one event. Without a reason, `reasonCode` is `none` (I9).
 */
export const auditEvent = (request: AuditRequest): AuditEvent => {
  const { crypto, decision, scopeId, deviceId, at, previousEventHash } = request;
  const draft = request.draft ?? decisionDraft(decision);
  const failed = decision.reasons.some(({ detail }) => detail === 'engine_failed');
  const event: Omit<AuditEvent, 'id' | 'eventHash'> = {
    type: 'AuditEvent',
    specVersion: auditEventVersion,
    eventType: draft.eventType,
    occurredAt: moment(at),
    actorId: isUrn(decision.authorId) ? decision.authorId : unknownActor,
    // A subject that an engine took from a record may be anything; the event is about the object all the same.
    subjectId: isUrn(draft.subjectId) ? draft.subjectId : subjectOf(decision),
    ...(scopeId.startsWith('urn:srcos:workspace:') ? { workspaceId: scopeId } : {}),
    deviceId,
    policyDomain: decision.collection ?? 'sync',
    outcome: failed ? 'error' : outcomeOf[decision.outcome],
    reasonCode: decision.reasons[0]?.code ?? 'none',
    details: { ...draft.details, decision: decisionDetails(decision) },
    ...(previousEventHash === undefined ? {} : { previousEventHash }),
  };
  const eventHash = auditEventHash(crypto, event);
  return { id: `urn:srcos:audit:${eventHash.slice('sha256:'.length)}`, ...event, eventHash };
};
