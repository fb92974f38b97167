import * as fc from 'fast-check';
import { eventHash } from '../event/event-hash.js';
import type { AuditCheckpoint, AuditEvent, AuditRecord } from '../record.js';

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `sha256:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
const time = fc
  .integer({ min: 0, max: 999_999 })
  .map((second) => `${new Date(1_750_000_000_000 + second * 1_000).toISOString().slice(0, 19)}Z`);
const urn = (...kinds: string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...kinds), fc.nat({ max: 5 })).map(([kind, n]) => `urn:srcos:${kind}:n${String(n)}`);

const details = fc.dictionary(
  fc.constantFrom('stage', 'rules', 'reasons', 'count'),
  fc.oneof(fc.constantFrom('policy', 'The rule denies it.', 'Zürich'), fc.nat(), fc.array(hash, { maxLength: 2 })),
  { maxKeys: 3, noNullPrototype: true },
);

/** Events as a host records them: under an id that follows from the hash of all the rest. */
export const auditEvents: fc.Arbitrary<AuditEvent> = fc
  .record(
    {
      type: fc.constant('AuditEvent' as const),
      specVersion: fc.constant('2.0.0'),
      eventType: fc.constantFrom('shell.profile.denied', 'workspace.graph.changed', 'policy.bundle.updated'),
      occurredAt: time,
      actorId: urn('agent', 'person'),
      subjectId: urn('shell-profile', 'task', 'policy-bundle'),
      policyDomain: fc.constantFrom('shell', 'workspace', 'policy'),
      outcome: fc.constantFrom('allow', 'deny', 'require_review', 'quarantine', 'error', 'informational'),
      reasonCode: fc.constantFrom('none', 'policy_denied', 'signature_invalid'),
      details,
      previousEventHash: hash,
    },
    {
      requiredKeys: [
        'type',
        'specVersion',
        'eventType',
        'occurredAt',
        'actorId',
        'subjectId',
        'policyDomain',
        'outcome',
        'reasonCode',
      ],
    },
  )
  .map((event): AuditEvent => {
    const own = eventHash(event);
    return { id: `urn:srcos:audit:${own.slice('sha256:'.length)}`, ...event, eventHash: own };
  });

const key = `${'k'.repeat(42)}A`;
const signature = `${'s'.repeat(85)}A`;

/** Checkpoints of the right form, of a log that is not there. */
const auditCheckpoints: fc.Arbitrary<AuditCheckpoint> = fc
  .record({
    treeSize: fc.integer({ min: 10, max: 5_000 }),
    rootHash: hash,
    cuts: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 4 }),
    cause: fc.constantFrom('retention' as const, 'erasure' as const, 'redaction' as const),
    issuedAt: time,
    previous: fc.option(fc.record({ treeSize: fc.integer({ min: 1, max: 9 }), rootHash: hash, checkpointHash: hash }), {
      nil: undefined,
    }),
    policyBundleHash: fc.option(hash, { nil: undefined }),
  })
  .map(({ cuts, cause, previous, policyBundleHash, ...head }) => ({
    type: 'AuditCheckpoint',
    deviceId: 'urn:srcos:device:ada',
    scopeId: 'urn:srcos:profile:work',
    ...head,
    ...(previous === undefined ? {} : { previous }),
    droppedRanges: cuts.sort((a, b) => a - b).map((start) => ({ start, end: start + 1, cause })),
    ...(policyBundleHash === undefined ? {} : { policyBundleHash }),
    signingKey: key,
    signature,
  }));

/** Valid records of both types. */
export const auditRecords: fc.Arbitrary<AuditRecord> = fc.oneof(
  { weight: 4, arbitrary: auditEvents },
  auditCheckpoints,
);

/** The object that a record stands under. */
export const objectIdOf = (record: AuditRecord): string =>
  record.type === 'AuditEvent' ? record.id : 'urn:srcos:audit-checkpoint:one';
