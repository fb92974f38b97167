import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance, type Deviation } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { eventHash } from './event/event-hash.js';
import type { AuditEvent, AuditRecord } from './record.js';
import { auditRecords, objectIdOf } from './testing/arbitrary.js';

const draft = {
  type: 'AuditEvent',
  specVersion: '2.0.0',
  eventType: 'shell.profile.denied',
  occurredAt: '2026-05-07T09:30:00Z',
  actorId: 'urn:srcos:agent:release-notes',
  subjectId: 'urn:srcos:shell-profile:everyday',
  policyDomain: 'shell',
  outcome: 'deny',
  reasonCode: 'policy_denied',
} as const;
const draftHash = eventHash(draft);

const specimens = () => ({
  records: auditRecords.map((record) => record as unknown as JsonObject),
  objectId: (record: JsonObject) =>
    record.id === undefined && record.type === 'AuditEvent'
      ? `urn:srcos:audit:${draftHash.slice('sha256:'.length)}`
      : objectIdOf(record as unknown as AuditRecord),
  changes: [
    {
      before: undefined,
      after: {
        ...draft,
        id: 'urn:srcos:audit:redacted',
        details: { note: 'redacted-token' },
        eventHash: draftHash,
      } satisfies AuditEvent,
    },
  ],
  older: { schemaVersion: '0.0.1', record: { ...draft, eventHash: draftHash } },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

const deviations: readonly Deviation[] = [
  { deviation: 'is-the-record', why: 'An entry that is accepted is its own record: to audit it would append another.' },
];

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto, deviations }))
    it(name, check);
});
