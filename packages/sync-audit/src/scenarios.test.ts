import type { JsonObject, PolicyView } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  put,
  remove,
  scenarios,
  type Judged,
  type Scenario,
  type Scene,
  type SceneChange,
} from '@sourceos/sync-testkit';
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from './checkpoint/checkpoint-hash.js';
import { nextCheckpoint } from './checkpoint/next-checkpoint.js';
import { engine } from './engine.js';
import { eventHash } from './event/event-hash.js';
import { inspectLog } from './log/inspect-log.js';
import { lastEventHash } from './log/log-entries.js';
import type { AuditCheckpoint, AuditEvent } from './record.js';

const ada = deviceIdOf('ada');
const robo = agentIdOf('robo');
const checkpointId = 'urn:srcos:audit-checkpoint:ada-1';

/** An event, under the hash of what it is. */
const event = (eventType: string, more: Partial<AuditEvent> = {}): AuditEvent => {
  const body = {
    type: 'AuditEvent' as const,
    specVersion: '2.0.0',
    eventType,
    occurredAt: '2026-05-07T09:30:00Z',
    actorId: 'urn:srcos:agent:writer',
    subjectId: 'urn:srcos:shell-profile:everyday',
    policyDomain: 'shell',
    outcome: 'deny' as const,
    reasonCode: 'policy_denied',
    ...more,
  };
  const hash = eventHash(body);
  return { id: `urn:srcos:audit:${hash.slice('sha256:'.length)}`, ...body, eventHash: hash };
};
// A record type is JSON by its schema.
const json = (record: AuditEvent | AuditCheckpoint): JsonObject => record as unknown as JsonObject;
const entry = (record: AuditEvent, more: Partial<SceneChange> = {}): SceneChange => put(record.id, json(record), more);

const denial = event('shell.profile.denied');

/** Ada logs events, each linked to the one before; what they are. */
const logged = (scene: Scene, ...types: readonly string[]): readonly AuditEvent[] =>
  types.map((type) => {
    const previousEventHash = lastEventHash(scene.device('ada').replica, ada);
    const record = event(type, previousEventHash === undefined ? {} : { previousEventHash });
    scene.settle('ada', entry(record));
    return record;
  });

/** The next checkpoint of Ada's log. */
const checkpointOf = (scene: Scene, droppedRanges: AuditCheckpoint['droppedRanges'] = []): AuditCheckpoint => {
  const { replica, secretKey } = scene.device('ada');
  const checkpoint = nextCheckpoint({
    ...{ replica, deviceId: ada, scopeId: scene.scopeId, droppedRanges, secretKey, crypto: nativeCrypto },
    issuedAt: '2026-06-01T00:00:00Z',
  });
  if (checkpoint === undefined) throw new Error('Nothing is logged.');
  return checkpoint;
};
const written = (checkpoint: AuditCheckpoint, more: Partial<SceneChange> = {}, id = checkpointId): SceneChange =>
  put(id, json(checkpoint), more);

/** How a write came out, and what is found wrong with Ada's log where it was judged. */
const finding =
  (kinds: readonly string[], when: (scene: Scene) => Judged) =>
  (scene: Scene): Judged => {
    const judged = when(scene);
    expect(inspectLog(scene.device(judged.at).replica, ada).map(({ kind }) => kind)).toEqual(kinds);
    return judged;
  };

const reviewing: PolicyView = {
  evaluate: ({ dangerous }) => ({
    effect: dangerous ? 'review' : 'allow',
    byDefault: false,
    because: 'Two people decide what goes.',
  }),
};
const engineDenied = ['policy_denied: engine_denied'] as const;
const range = (start: number, end: number, cause: 'retention' | 'erasure' | 'redaction' = 'retention') => ({
  ...{ start, end, cause },
});

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a denial is recorded, and that is its record',
    when: finding([], (scene) => scene.write('ada', entry(denial))),
    then: {
      outcome: 'applied',
      audit: [],
      title:
        'A log would get an entry: the event shell.profile.denied, denied, about urn:srcos:shell-profile:everyday.',
      risk: 'It takes nothing away, and it can never be taken back.',
      record: json(denial),
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'events that link make a log without findings',
    given: (scene) => void logged(scene, 'a.b', 'a.c', 'a.d'),
    when: finding([], (scene) => scene.write('ada', written(checkpointOf(scene)))),
    then: {
      outcome: 'applied',
      audit: ['audit.checkpoint.applied'],
      title: `A log would get an entry: the checkpoint of ${ada} over 3 entries.`,
    },
  },
  {
    kind: 'dangerous',
    name: 'a secret in details leaves as a marker, under the hash of what is left, and is said',
    when: (scene) =>
      scene.write(
        'ada',
        entry(event('shell.profile.denied', { details: { note: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` } })),
      ),
    then: { outcome: 'applied', audit: ['audit.details.redacted'], redacted: ['/details/note'], state: 'healthy' },
  },
  {
    kind: 'dangerous',
    name: 'a checkpoint that drops bodies is said, and no hash goes',
    given: (scene) => void logged(scene, 'a.b', 'a.c', 'a.d'),
    when: finding([], (scene) => {
      const judged = scene.write('ada', written(checkpointOf(scene, [range(0, 2), range(2, 3, 'erasure')])));
      const { replica } = scene.device('bob');
      expect(replica.log('audit', ada)).toHaveLength(4);
      expect([...replica.objectIds('audit')].filter((id) => replica.view('audit', id)?.record !== undefined)).toEqual([
        checkpointId,
      ]);
      return judged;
    }),
    then: {
      outcome: 'applied',
      audit: ['audit.checkpoint.applied'],
      title: `The bodies of 3 entries would be dropped by the checkpoint of ${ada} over 3 entries.`,
      risk: /^The bodies of 2 entries \(past their time\) and 1 entry \(asked for by a person\) go for good; .*Of these, 3 entries came after the checkpoint before.*no policy bundle/,
    },
  },
  {
    kind: 'dangerous',
    name: 'a checkpoint waits for a person where policy asks for one, and drops nothing meanwhile',
    given: (scene) => void logged(scene, 'a.b'),
    when: (scene) => {
      const judged = scene.write('ada', written(checkpointOf(scene, [range(0, 1)])));
      expect(scene.record('bob', event('a.b').id)).toEqual(event('a.b'));
      return judged;
    },
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: rule_review'],
      audit: ['audit.checkpoint.held'],
      state: 'review_required',
      record: null,
    },
    scene: { policy: reviewing },
  },
  {
    kind: 'concurrent',
    name: 'what two devices record at once is in the logs of both',
    when: (scene) => {
      const judged = scene.concurrently(['ada', entry(denial)], ['bob', entry(event('policy.bundle.denied'))]);
      const { replica } = scene.device(judged.at);
      expect([replica.log('audit', ada).length, replica.log('audit', deviceIdOf('bob')).length]).toEqual([1, 1]);
      return judged;
    },
    then: { outcome: 'applied', audit: [], state: 'healthy' },
  },
  {
    kind: 'concurrent',
    name: 'one event that two devices record is one event',
    when: (scene) => scene.concurrently(['ada', entry(denial)], ['bob', entry(denial)]),
    then: { outcome: 'merged', record: json(denial), audit: [] },
  },
  {
    kind: 'deletion against edit',
    name: 'an entry is not deleted',
    given: (scene) => scene.settle('ada', entry(denial)),
    when: finding([], (scene) => scene.forge('bob', remove(denial.id), {})),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: tombstones_unsupported'],
      record: json(denial),
    },
  },
  ...commonScenarios(engine, { given: (scene) => void scene.delegate({ to: 'carol' }), change: () => entry(denial) }),
  {
    kind: 'wrong scope',
    name: 'an event of another workspace in the log of this one',
    when: (scene) =>
      scene.forge('ada', entry(event('a.b', { workspaceId: 'urn:srcos:workspace:other' })), {
        encryptionScope: 'workspace',
      }),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/workspaceId', audit: ['audit.event.denied'] },
    scene: { scopeId: 'urn:srcos:workspace:scene' },
  },
  {
    kind: 'unknown schema',
    name: 'a member of the next minor version is kept, hashed with the rest',
    when: (scene) =>
      scene.forge('ada', entry(event('a.b', { severity: 'high' } as Partial<AuditEvent>)), { schemaVersion: '0.2.0' }),
    then: { outcome: 'applied', record: json(event('a.b', { severity: 'high' } as Partial<AuditEvent>)) },
  },
  {
    kind: 'unknown schema',
    name: 'an event of the draft gets the id that its hash makes',
    when: (scene) => {
      const { id, ...draft } = denial;
      return scene.forge('ada', put(id, draft as unknown as JsonObject), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'applied', record: json(denial) },
  },
  {
    kind: 'unknown schema',
    name: 'an event of the draft without a hash waits for a migration',
    when: (scene) => {
      const { id, eventHash: _, ...draft } = denial;
      return scene.forge('ada', put(id, draft as unknown as JsonObject), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'] },
  },
  {
    kind: 'rollback',
    name: 'a log is not rolled back',
    given: (scene) => scene.settle('ada', entry(denial)),
    when: (scene) => scene.undo('bob', { kind: 'undo_device', deviceId: ada, since: 0 }),
    then: { outcome: 'refused', reasons: ['policy_denied: rollback_unsupported'] },
  },
  {
    kind: 'export',
    name: 'every entry, read back without the replica',
    given: (scene) => {
      logged(scene, 'a.b', 'a.c');
      scene.settle('ada', written(checkpointOf(scene)));
    },
    when: (scene) => scene.export('bob'),
    then: { outcome: 'exported', exported: { records: 3, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'an entry is rewritten by its own author',
    given: (scene) => scene.settle('ada', entry(denial)),
    when: finding(['rewrite'], (scene) =>
      scene.forge(
        'ada',
        put(denial.id, json({ ...event('shell.profile.allowed', { outcome: 'allow' }), id: denial.id })),
        {},
      ),
    ),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: log_rewritten'],
      audit: ['audit.log.rewrite_found'],
      title: /^An entry that was written would be another/,
      record: json(denial),
      state: 'quarantined',
    },
  },
  {
    kind: 'attack',
    name: 'an entry is rewritten by somebody else, before it arrives',
    when: (scene) => {
      const other = { ...event('shell.profile.allowed', { outcome: 'allow' }), id: denial.id };
      return scene.concurrently(['ada', entry(denial)], ['bob', put(denial.id, json(other))]);
    },
    then: { outcome: 'quarantined', reasons: ['policy_denied: log_rewritten'], record: json(denial) },
  },
  {
    kind: 'attack',
    name: 'an entry is patched',
    given: (scene) => scene.settle('ada', entry(denial)),
    when: (scene) => scene.forge('bob', patch(denial.id, { outcome: 'allow' }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: log_rewritten'],
      audit: ['audit.log.rewrite_found'],
      record: json(denial),
    },
  },
  {
    kind: 'attack',
    name: 'a device signs two logs, and neither counts from the fork on',
    given: (scene) => void logged(scene, 'a.b'),
    when: finding(['fork'], (scene) => {
      const { end } = scene.device('ada');
      const before = { ...end() };
      scene.write('ada', entry(event('a.c')));
      Object.assign(end(), before);
      return scene.forge('ada', entry(event('a.d')), {});
    }),
    then: { outcome: 'quarantined', reasons: ['policy_denied: author_forked'], record: null, state: 'quarantined' },
  },
  {
    kind: 'attack',
    name: 'an event is left out of the chain',
    given: (scene) => void logged(scene, 'a.b'),
    when: finding(['gap'], (scene) => {
      const unseen = event('a.c', { previousEventHash: event('a.b').eventHash });
      return scene.write('ada', entry(event('a.d', { previousEventHash: unseen.eventHash })));
    }),
    then: { outcome: 'applied', audit: [] },
  },
  {
    kind: 'attack',
    name: 'a log is truncated, and its checkpoint counts more than there is',
    given: (scene) => void logged(scene, 'a.b'),
    when: finding(['truncation'], (scene) => {
      const { signingKey: _, signature: __, ...checkpoint } = checkpointOf(scene, [range(0, 1)]);
      const longer = signCheckpoint(nativeCrypto, scene.device('ada').secretKey, { ...checkpoint, treeSize: 3 });
      const judged = scene.write('ada', written(longer));
      // What is not true of the log drops nothing.
      expect(scene.record('bob', event('a.b').id)).toEqual(event('a.b'));
      return judged;
    }),
    then: { outcome: 'applied', audit: ['audit.checkpoint.applied'] },
  },
  {
    kind: 'attack',
    name: 'a checkpoint states another log, and drops nothing',
    given: (scene) => void logged(scene, 'a.b', 'a.c'),
    when: finding(['rewrite'], (scene) => {
      const { signingKey: _, signature: __, ...checkpoint } = checkpointOf(scene, [range(0, 2)]);
      const rootHash = `sha256:${'0'.repeat(64)}`;
      const lie = signCheckpoint(nativeCrypto, scene.device('ada').secretKey, { ...checkpoint, rootHash });
      const judged = scene.write('ada', written(lie));
      expect(scene.record('bob', event('a.b').id)).toEqual(event('a.b'));
      return judged;
    }),
    then: { outcome: 'applied', audit: ['audit.checkpoint.applied'] },
  },
  {
    kind: 'attack',
    name: "a device drops what another device's log holds",
    given: (scene) => void logged(scene, 'a.b'),
    when: (scene) => scene.forge('bob', written(checkpointOf(scene, [range(0, 1)])), {}),
    then: {
      outcome: 'quarantined',
      reasons: engineDenied,
      pointer: '/deviceId',
      audit: ['audit.checkpoint.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a checkpoint is signed with the key of another device',
    given: (scene) => void logged(scene, 'a.b'),
    when: (scene) => {
      const { signingKey: _, signature: __, ...checkpoint } = checkpointOf(scene, [range(0, 1)]);
      const forged = signCheckpoint(nativeCrypto, scene.device('bob').secretKey, checkpoint);
      return scene.forge('ada', written(forged), {});
    },
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/signature' },
  },
  {
    kind: 'attack',
    name: 'an agent drops evidence',
    given: (scene) => {
      logged(scene, 'a.b');
      scene.delegate({ to: robo });
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.forge('ada', written(checkpointOf(scene, [range(0, 1)]), { authorId: robo }), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/droppedRanges' },
  },
  {
    kind: 'attack',
    name: 'an event is not what its hash says',
    when: (scene) => scene.forge('ada', entry({ ...denial, outcome: 'allow' }), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/eventHash', audit: ['audit.event.denied'] },
  },
  {
    kind: 'attack',
    name: 'a device records for another device',
    when: (scene) => scene.forge('ada', entry(event('a.b', { deviceId: deviceIdOf('bob') })), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/deviceId' },
  },
  {
    kind: 'attack',
    name: 'a token in the details of an event that comes in is kept apart',
    when: (scene) =>
      scene.forge('ada', entry(event('a.b', { details: { note: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` } })), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/details/note',
      audit: ['audit.event.quarantined'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
