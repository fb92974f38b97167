import { auditEventSchema, type AuditEvent } from '@sourceos/sync-spec';
import { needs } from '@sourceos/vitest-config/needs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes, type Decision } from '../gate/decision.js';
import { reasonDetails, type ReasonDetail } from '../model/reason-detail.js';
import { reasonOf } from '../model/reason-of.js';
import { stages } from '../model/stage.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { auditEvent, auditEventHash, type AuditRequest } from './audit-event.js';
import { published } from './testing/published.js';

const details = Object.keys(reasonDetails) as ReasonDetail[];
const decision: Decision = {
  writeId: `sha256:${'ab'.repeat(32)}`,
  collection: 'shell',
  objectId: 'urn:srcos:profile:one',
  deviceId: 'urn:srcos:device:phone',
  authorId: 'urn:srcos:person:ada',
  outcome: 'applied',
  trace: stages,
  reasons: [],
  audit: [],
};
const request: AuditRequest = {
  crypto,
  decision,
  draft: { eventType: 'shell.profile.changed', subjectId: 'urn:srcos:profile:one', details: { field: 'prompt' } },
  scopeId: 'urn:srcos:workspace:garden',
  deviceId: 'urn:srcos:device:laptop',
  at: 1_750_000_000_000,
};

describe('an audit event', () => {
  it('says who did what to what, where and when, and that there is no reason', () => {
    expect(auditEvent(request)).toMatchObject({
      eventType: 'shell.profile.changed',
      occurredAt: '2025-06-15T15:06:40.000Z',
      actorId: 'urn:srcos:person:ada',
      subjectId: 'urn:srcos:profile:one',
      workspaceId: 'urn:srcos:workspace:garden',
      deviceId: 'urn:srcos:device:laptop',
      policyDomain: 'shell',
      outcome: 'allow',
      reasonCode: 'none',
      details: { field: 'prompt', decision: { authorDeviceId: 'urn:srcos:device:phone', stage: 'classify' } },
    });
  });

  it('is the same for the same inputs, and named by its hash', () => {
    const event = auditEvent(request);
    expect(auditEvent(request)).toEqual(event);
    expect(event.id).toBe(`urn:srcos:audit:${event.eventHash.slice(7)}`);
    expect(auditEventHash(crypto, { ...event, ...{ signature: 'aa' } })).toBe(event.eventHash);
  });

  it.each<[string, Partial<AuditRequest>]>([
    ['its time', { at: request.at + 1 }],
    ['its device', { deviceId: 'urn:srcos:device:tablet' }],
    ['its decision', { decision: { ...decision, outcome: 'held' } }],
    ['what came before it', { previousEventHash: `sha256:${'0'.repeat(64)}` }],
  ])('has another id with %s', (_, change) => {
    expect(auditEvent({ ...request, ...change }).id).not.toBe(auditEvent(request).id);
  });

  it('keeps every reason, and reports the first', () => {
    const reasons = [reasonOf('dangerous_change', { pointer: '/command' }), reasonOf('rule_denied')];
    const event = auditEvent({ ...request, decision: { ...decision, outcome: 'held', reasons } });
    expect([event.outcome, event.reasonCode]).toEqual(['require_review', 'manual_review_required']);
    expect(event.details?.decision).toMatchObject({
      reasons: [
        { code: 'manual_review_required', detail: 'dangerous_change', pointer: '/command' },
        { code: 'policy_denied', detail: 'rule_denied' },
      ],
    });
  });

  it('tells a failed engine from a denial', () => {
    const failed = { ...decision, outcome: 'quarantined' as const, reasons: [reasonOf('engine_failed')] };
    expect(auditEvent({ ...request, decision: failed }).outcome).toBe('error');
  });

  it('records bytes that no engine could read by the decision itself', () => {
    const unread: Decision = {
      writeId: decision.writeId,
      outcome: 'rejected',
      trace: ['parse'],
      reasons: [reasonOf('malformed')],
      audit: [],
    };
    const { crypto: given, scopeId, deviceId, at } = request;
    expect(auditEvent({ crypto: given, decision: unread, scopeId, deviceId, at })).toMatchObject({
      eventType: 'sync.write.rejected',
      actorId: 'urn:srcos:actor:unknown',
      subjectId: `urn:srcos:write:${'ab'.repeat(32)}`,
      policyDomain: 'sync',
      outcome: 'deny',
      reasonCode: 'schema_unknown',
    });
  });
});

const requests: fc.Arbitrary<AuditRequest> = fc
  .record({
    outcome: fc.constantFrom(...outcomes),
    trace: fc.subarray([...stages]),
    found: fc.array(fc.constantFrom(...details), { maxLength: 4 }),
    read: fc.boolean(),
    drafted: fc.boolean(),
    subjectId: fc.oneof(fc.string(), fc.constant('urn:srcos:note:1')),
    at: fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constant(request.at)).filter((at) => !Number.isNaN(at)),
    scopeId: fc.constantFrom('urn:srcos:workspace:w', 'urn:srcos:profile:p', 'urn:srcos:org:o'),
  })
  .map(({ outcome, trace, found, read, drafted, subjectId, at, scopeId }) => {
    const { writeId, audit } = decision;
    const decided = { writeId, audit, outcome, trace, reasons: found.map((detail) => reasonOf(detail)) };
    return {
      crypto,
      decision: read ? { ...decision, ...decided } : decided,
      ...(drafted ? { draft: { eventType: 'shell.profile.changed', subjectId } } : {}),
      scopeId,
      deviceId: request.deviceId,
      at,
    };
  });

const shared = needs('shared', 'the published AuditEvent.json');

describe('whatever was decided, an event is accepted', () => {
  const check = (accepts: (event: AuditEvent) => boolean): void => {
    fc.assert(
      fc.property(requests, (given) => {
        expect(accepts(auditEvent(given))).toBe(true);
      }),
    );
  };
  it('by our schema', () => {
    check((event) => auditEventSchema.safeParse(event).success);
  });
  it.skipIf(shared === undefined)('by the published AuditEvent.json', () => {
    check(published(shared, 'AuditEvent'));
  });
});
