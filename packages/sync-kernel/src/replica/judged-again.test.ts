import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { reasonOf } from '../model/reason-of.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { LocalChange, Replica } from './replica.js';
import { createWorld, deviceId, personId, start, type World } from './testing/world.js';

const scopeId = 'urn:srcos:workspace:garden';
const objectId = 'urn:srcos:note:one';
const base = testEngine();
const engine = (changes: Partial<Engine['manifest']>): Engine =>
  testEngine({ manifest: { ...base.manifest, ...changes } });

const change = (operation: LocalChange['operation'], record?: LocalChange['record']): LocalChange => ({
  collection: 'test',
  objectId,
  operation,
  ...(record === undefined ? {} : { record }),
});
const send = (replica: Replica, one: LocalChange, now: number): Uint8Array => {
  const { bytes } = replica.author([one], now);
  if (bytes === undefined) throw new Error('Nothing was authored.');
  return bytes;
};
const stateOf = (replica: Replica): string => bytesToHex(canonicalBytes(replica.replicated()));

const delegationTo = (name: string): Parameters<World['record']>[0] => ({
  kind: 'delegation',
  to: { authorId: personId(name) },
  roles: ['write'],
  collections: ['*'],
  expires: start + 86_400_000,
  terminating: false,
});
const revocationOf = (world: World, name: string): Uint8Array =>
  world.record({
    kind: 'revocation',
    target: { kind: 'delegation', id: world.recordId(delegationTo(name)) },
    stands: {},
    keeps: [],
  });

describe('what is replicated is the same whatever came first (I10)', () => {
  it('where a write that its strategy sets apart loses its authority afterwards', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const log = engine({ mergeStrategy: 'append_only', policyClass: 'critical' });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => world.replica(name, [log]));
    if (a === undefined || b === undefined || c === undefined) throw new Error('There are three replicas.');
    for (const replica of [a, b, c]) replica.receiveControl(world.record(delegationTo('a')), start);
    const batches = [
      send(a, change('put', { event: 'opened' }), start),
      // Nobody rewrites a log: the strategy keeps the entry, with its fault.
      send(a, change('put', { event: 'closed' }), start + 1),
    ];
    for (const batch of batches) b.receive(batch, start + 2);
    b.receiveControl(revocationOf(world, 'a'), start + 3);
    c.receiveControl(revocationOf(world, 'a'), start + 2);
    for (const batch of batches) c.receive(batch, start + 3);

    expect(stateOf(b)).toBe(stateOf(c));
  });

  it('where who reviewed a write loses the right to review afterwards', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const reviewed = engine({ mergeStrategy: 'manual_review', policyClass: 'high', dangerousFields: ['command'] });
    const [a, c, late] = [
      world.replica('a', [reviewed]),
      world.replica('c', [reviewed]),
      world.replica('c', [reviewed]),
    ];
    const batch = send(a, change('put', { command: 'reboot' }), start);
    const write = c.receive(batch, start).decisions[0]?.writeId ?? '';
    const about = { collection: 'test', objectId, write, writeDevice: deviceId('a') };
    const removal = world.record({ kind: 'removal', deviceId: deviceId('b'), last: 0, keeps: [] });
    const review = world.review('b', about, 'reject');
    c.receiveControl(review, start + 1);
    c.receiveControl(removal, start + 2);
    late.receiveControl(removal, start);
    late.receiveControl(review, start);
    late.receive(batch, start + 2);

    expect(c.decision(write)).toEqual(late.decision(write));
    expect(stateOf(c)).toBe(stateOf(late));
  });

  it('where a write that all acknowledged gets its authority when what it knew is forgotten', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const graph = engine({ mergeStrategy: 'graph_merge', policyClass: 'low' });
    const leased = { ...graph, manifest: { ...graph.manifest, policyClass: 'high' as const } };
    const [a, b, keeps] = [world.replica('a', [leased]), world.replica('b', [leased]), world.replica('b', [leased])];
    const agentId = 'urn:srcos:agent:helper';
    const all = [
      send(a, change('put', { title: 'one' }), start),
      send(a, { ...change('put', { title: 'two' }), authorId: agentId }, start + 1),
      send(a, change('delete'), start + 2),
    ];
    for (const batch of all) for (const replica of [b, keeps]) replica.receive(batch, start + 3);
    const frontier = { [deviceId('a')]: 3 };
    for (const name of ['a', 'b']) {
      const said = world.record({ kind: 'acknowledgement', deviceId: deviceId(name), frontier, wall: start + 4 }, [
        world.secretKeyOf(name),
      ]);
      for (const replica of [b, keeps]) replica.receiveControl(said, start + 4);
    }
    expect(b.collect()).toBeGreaterThan(0);
    const lease = world.record({
      kind: 'lease',
      agentId,
      grantorId: personId('a'),
      collections: ['*'],
      from: 0,
      expires: start + 86_400_000,
    });
    for (const replica of [b, keeps]) replica.receiveControl(lease, start + 5);

    expect(stateOf(b)).toBe(stateOf(keeps));
    expect(b.view('test', objectId)?.record).toEqual(keeps.view('test', objectId)?.record);
  });

  it('where an engine refuses a write for what another device wrote before it', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    for (const mergeStrategy of ['graph_merge', 'manual_review'] as const) {
      const locking: Engine = {
        ...engine({ mergeStrategy, policyClass: 'high' }),
        authorizes: true,
        authorize: ({ before }) => (before?.locked === true ? [reasonOf('rule_denied')] : []),
      };
      const [a, b] = [world.replica('a', [locking]), world.replica('b', [locking])];
      const first = send(a, change('put', { locked: true }), start);
      const second = send(b, change('put', { locked: false }), start + 1);
      const [inOrder, outOfOrder] = [world.replica('c', [locking]), world.replica('c', [locking])];
      for (const batch of [first, second]) inOrder.receive(batch, start + 2);
      const [decision] = outOfOrder.receive(second, start + 2).decisions;
      outOfOrder.receive(first, start + 2);
      // The device whose own change it is finds out as well.
      b.receive(first, start + 2);
      a.receive(second, start + 2);

      expect(decision?.outcome).toBe('applied');
      for (const replica of [a, b, inOrder, outOfOrder]) {
        expect(replica.decision(decision?.writeId ?? '')?.outcome).toBe('quarantined');
        expect(stateOf(replica)).toBe(stateOf(inOrder));
      }
    }
  });
});
