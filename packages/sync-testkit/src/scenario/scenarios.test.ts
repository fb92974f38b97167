import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { lawEngine } from '../testing/law-engine.js';
import type { Scenario } from './scenario.js';
import { catalogueFaults, scenarios } from './scenarios.js';
import { patch, put, remove } from './scene-change.js';
import { createScene } from './create-scene.js';
import { agentIdOf, deviceIdOf } from './scope.js';

const engine = lawEngine('graph_merge');
const options = { crypto: nativeCrypto };
const id = 'urn:srcos:law:one';
const one = { title: 'one', colour: 'red' };

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a title is given',
    when: (scene) => scene.write('ada', put(id, one)),
    then: { outcome: 'applied', record: one, audit: [], state: 'healthy', title: `${id} would be created.` },
  },
  {
    kind: 'dangerous',
    name: 'a script comes from elsewhere',
    given: (scene) => scene.settle('ada', put(id, one)),
    when: (scene) => scene.write('ada', patch(id, { script: 'rm -r' })),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: dangerous_change'],
      pointer: '/script',
      record: one,
      state: 'review_required',
      title: /would change at \/script/,
    },
  },
  {
    kind: 'dangerous',
    name: 'a script that a person approves is in force',
    when: (scene) => scene.review('bob', scene.write('ada', put(id, { ...one, script: 'ls' })), 'approve'),
    then: { outcome: 'applied', record: { ...one, script: 'ls' } },
  },
  {
    kind: 'dangerous',
    name: 'a script that a person edits is what the person made of it',
    when: (scene) => scene.review('bob', scene.write('ada', put(id, { ...one, script: 'rm -r' })), 'approve', one),
    then: { outcome: 'applied', record: one },
  },
  {
    kind: 'concurrent',
    name: 'two titles are both kept',
    given: (scene) => scene.settle('ada', put(id, one)),
    when: (scene) => scene.concurrently(['ada', patch(id, { title: 'two' })], ['carol', patch(id, { title: 'three' })]),
    then: { outcome: 'merged', record: { ...one, title: 'three' }, state: 'conflict_detected' },
  },
  {
    kind: 'deletion against edit',
    name: 'the edit wins',
    given: (scene) => scene.settle('ada', put(id, one)),
    when: (scene) => scene.concurrently(['ada', patch(id, { title: 'two' })], ['carol', remove(id)]),
    then: { outcome: 'superseded', record: { ...one, title: 'two' }, state: 'conflict_detected' },
  },
  {
    kind: 'unsigned',
    name: 'a batch without a signature',
    when: (scene) => scene.forge('ada', put(id, one), { unsigned: true }),
    then: { outcome: 'rejected', reasons: ['signature_invalid: bad_signature'] },
  },
  {
    kind: 'unsigned',
    name: 'a payload changed on the way',
    when: (scene) => scene.tamper('ada', put(id, one)),
    then: { outcome: 'rejected', reasons: ['signature_invalid: payload_mismatch'] },
  },
  {
    kind: 'unsigned',
    name: "a batch under somebody else's key",
    when: (scene) => scene.forge('ada', put(id, one), { signedBy: 'carol' }),
    then: { outcome: 'rejected', reasons: ['signature_invalid: bad_signature'] },
  },
  {
    kind: 'wrong scope',
    name: 'a batch of another workspace',
    when: (scene) => scene.forge('ada', put(id, one), { scopeId: 'urn:srcos:workspace:other' }),
    then: { outcome: 'quarantined', reasons: ['workspace_scope_mismatch: other_workspace'], record: null },
  },
  {
    kind: 'unknown schema',
    name: 'a newer major version',
    when: (scene) => scene.forge('ada', put(id, one), { schemaVersion: '2.0.0' }),
    then: { outcome: 'quarantined', reasons: ['schema_unknown: newer_schema'], state: 'quarantined' },
  },
  {
    kind: 'revoked author',
    name: 'nothing of a revoked device stands',
    when: (scene) => {
      const judged = scene.write('carol', put(id, one));
      scene.revokeDevice('carol');
      return scene.again(judged);
    },
    then: { outcome: 'quarantined', reasons: ['policy_denied: device_revoked'], record: null },
  },
  {
    kind: 'rollback',
    name: 'what Ada did is undone',
    given: (scene) => scene.settle('carol', put(id, one)),
    when: (scene) => {
      scene.write('ada', patch(id, { colour: 'blue' }));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('ada'), since: 0 });
    },
    then: { outcome: 'applied', record: one, skipped: [] },
  },
  {
    kind: 'export',
    name: 'every write is exported',
    given: (scene) => scene.settle('ada', put(id, one), patch(id, { colour: 'blue' })),
    when: (scene) => scene.export('bob'),
    then: { outcome: 'exported', exported: { records: 2, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'an agent writes without a lease',
    when: (scene) => scene.write('ada', put(id, one, { authorId: agentIdOf('robo') })),
    then: { outcome: 'quarantined', reasons: ['agent_untrusted: agent_without_lease'] },
  },
  {
    kind: 'attack',
    name: 'an agent writes under a lease that has expired',
    given: (scene) => void scene.lease({ agent: 'robo', grantor: 'ada', expires: scene.now() + 500 }),
    when: (scene) => scene.write('ada', put(id, one, { authorId: agentIdOf('robo') })),
    then: { outcome: 'quarantined', reasons: ['capability_expired: lease_expired'] },
  },
  {
    kind: 'attack',
    name: 'an agent that holds a lease may write what is harmless',
    given: (scene) => void scene.lease({ agent: 'robo', grantor: 'ada' }),
    when: (scene) => scene.write('ada', put(id, one, { authorId: agentIdOf('robo') })),
    then: { outcome: 'applied', record: one },
  },
  {
    kind: 'attack',
    name: 'a write that is sent again',
    when: (scene) => scene.replay(scene.write('ada', put(id, one))),
    then: { outcome: 'superseded' },
  },
];

describe('a catalogue', () => {
  for (const { name, check } of scenarios(engine, rows, options)) it(name, check);

  it('that ends otherwise fails, and says in what', () => {
    const [first] = rows;
    if (first === undefined) throw new Error('there is a first row');
    const then = { ...first.then, outcome: 'held', audit: ['laws.changed'], record: null, title: /never/ } as const;
    const [law] = scenarios(engine, [{ ...first, then }], options);
    expect(() => law?.check()).toThrow(
      /outcome is "applied"; expected "held"\naudit is \[\]; expected \["laws.changed"\]\ntitle is .*\nrecord is \{.*\}; expected null/,
    );
  });

  it('that expects no reason fails where there is one', () => {
    const row = { ...rows[6], then: { outcome: 'rejected' } } as Scenario;
    expect(() => scenarios(engine, [row], options)[0]?.check()).toThrow(/reasons is \["signature_invalid/);
  });

  it('with too few rows, without a kind, or with one name twice is incomplete', () => {
    const faults = catalogueFaults([...rows.filter(({ kind }) => kind !== 'export').slice(0, 3), ...rows.slice(0, 1)]);
    expect(faults).toContain('It has 4 rows; a catalogue has at least 12.');
    expect(faults).toContain('It has no row of the kind "export".');
    expect(faults).toContain('Two rows are named "a title is given".');
    expect(catalogueFaults(rows)).toEqual([]);
  });
});

describe('a scene', () => {
  it('says what could not be set', () => {
    const scene = createScene({ engine, ...options });
    expect(() => scene.settle('ada', put(id, one, { authorId: agentIdOf('robo') }))).toThrow(
      /of ada is quarantined, agent_without_lease/,
    );
  });

  it('gives every member of a critical engine its right, and none to a third', () => {
    const critical = lawEngine('signed_authority_required');
    const scene = createScene({ engine: critical, ...options });
    expect(scene.write('ada', put(id, one)).outcome).toBe('applied');
    const judged = scene.write('carol', put('urn:srcos:law:two', one));
    expect(judged.reasons.map(({ detail }) => detail)).toEqual(['no_delegation']);
    scene.delegate({ to: 'carol' });
    expect(scene.again(judged).outcome).toBe('applied');
  });

  it('rolls back what came into force by a review', () => {
    const scene = createScene({ engine, ...options });
    scene.review('bob', scene.write('carol', put(id, { ...one, script: 'ls' })), 'approve');
    expect(scene.record('bob', id)).toEqual({ ...one, script: 'ls' });
    const undone = scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('carol'), since: 0 });
    expect(undone.plan?.steps.map(({ objectId }) => objectId)).toEqual([id]);
    expect(scene.record('bob', id)).toBeUndefined();
  });
});
