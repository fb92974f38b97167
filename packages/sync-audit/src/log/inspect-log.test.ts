import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene, deviceIdOf, put, type Scene } from '@sourceos/sync-testkit';
import { describe, expect, it } from 'vitest';
import { nextCheckpoint } from '../checkpoint/next-checkpoint.js';
import { changes } from '../changes.js';
import { engine } from '../engine.js';
import { eventHash } from '../event/event-hash.js';
import type { AuditEvent } from '../record.js';
import { treeHeadOf } from './audit-proof.js';
import { findingDraft, inspectLog } from './inspect-log.js';
import { lastEventHash } from './log-entries.js';

const ada = deviceIdOf('ada');

const append = (scene: Scene, eventType: string): AuditEvent => {
  const previousEventHash = lastEventHash(scene.device('ada').replica, ada);
  const body = {
    type: 'AuditEvent' as const,
    specVersion: '2.0.0',
    eventType,
    occurredAt: '2026-05-07T09:30:00Z',
    actorId: 'urn:srcos:person:ada',
    subjectId: 'urn:srcos:task:one',
    policyDomain: 'workspace',
    outcome: 'allow' as const,
    reasonCode: 'none',
    ...(previousEventHash === undefined ? {} : { previousEventHash }),
  };
  const hash = eventHash(body);
  const event = { id: `urn:srcos:audit:${hash.slice(7)}`, ...body, eventHash: hash };
  const { objectId, record = {} } = changes.append(event);
  scene.settle('ada', put(objectId, record));
  return event;
};
const seal = (scene: Scene, name: string, end: number): void => {
  const { replica, secretKey } = scene.device('ada');
  const checkpoint = nextCheckpoint({
    ...{ replica, deviceId: ada, scopeId: scene.scopeId, crypto: nativeCrypto, secretKey },
    issuedAt: '2026-06-01T00:00:00Z',
    droppedRanges: end === 0 ? [] : [{ start: 0, end, cause: 'retention' }],
  });
  if (checkpoint === undefined) throw new Error('Nothing is logged.');
  const { objectId, record = {} } = changes.checkpoint(`urn:srcos:audit-checkpoint:${name}`, checkpoint);
  scene.settle('ada', put(objectId, record));
};
const idsAt = (scene: Scene, name: string): readonly string[] => scene.device(name).replica.log('audit', ada);

describe('inspectLog', () => {
  it('finds nothing in a log that links, with checkpoints that drop bodies in between', () => {
    const scene = createScene({ engine, crypto: nativeCrypto });
    append(scene, 'a.a');
    append(scene, 'a.b');
    const yesterday = treeHeadOf(idsAt(scene, 'bob'));
    seal(scene, 'one', 0);
    append(scene, 'a.c');
    seal(scene, 'two', 2);
    append(scene, 'a.d');
    for (const name of ['ada', 'bob', 'carol']) {
      expect(inspectLog(scene.device(name).replica, ada, [yesterday])).toEqual([]);
    }
  });

  it('finds that a log is shorter than a head that was kept, or another', () => {
    const scene = createScene({ engine, crypto: nativeCrypto });
    append(scene, 'a.a');
    const [id = ''] = idsAt(scene, 'bob');
    const { replica } = scene.device('bob');
    expect(inspectLog(replica, ada, [treeHeadOf([id, 'sha256:gone'])])).toMatchObject([
      { kind: 'truncation', index: 1, sentence: 'The head that was kept counts 1 entry more than the log has.' },
    ]);
    expect(inspectLog(replica, ada, [treeHeadOf(['sha256:other'])])).toMatchObject([
      { kind: 'rewrite', deviceId: ada },
    ]);
  });

  it('finds a checkpoint that does not follow on the one before', () => {
    const scene = createScene({ engine, crypto: nativeCrypto });
    append(scene, 'a.a');
    const { replica, secretKey } = scene.device('ada');
    const request = { replica, deviceId: ada, scopeId: scene.scopeId, crypto: nativeCrypto, secretKey };
    const first = nextCheckpoint({ ...request, issuedAt: '2026-06-01T00:00:00Z' });
    const second = nextCheckpoint({ ...request, issuedAt: '2026-06-02T00:00:00Z' });
    scene.settle(
      'ada',
      put('urn:srcos:audit-checkpoint:one', first as unknown as JsonObject),
      put('urn:srcos:audit-checkpoint:two', second as unknown as JsonObject),
    );
    expect(inspectLog(scene.device('bob').replica, ada)).toMatchObject([{ kind: 'gap', index: 2 }]);
  });

  it('is told as an event that the manifest declares', () => {
    for (const kind of ['gap', 'truncation', 'fork', 'rewrite'] as const) {
      const draft = findingDraft({ kind, deviceId: ada, index: 3, sentence: 'It is so.' });
      expect(engine.manifest.auditEvents).toContain(draft.eventType);
      expect(draft).toMatchObject({ subjectId: ada, details: { index: 3 } });
    }
  });
});
