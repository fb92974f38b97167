import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { reasonOf } from '../model/reason-of.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { Replica } from './replica.js';
import { createWorld, start } from './testing/world.js';

const scopeId = 'urn:srcos:workspace:garden';
const objectId = 'urn:srcos:note:one';
const base = testEngine();

/** A level never goes down, where its author knew how high it was. */
const engineOf = (mergeStrategy: Engine['manifest']['mergeStrategy']): Engine =>
  testEngine({
    manifest: { ...base.manifest, mergeStrategy, policyClass: 'high' },
    authorizes: true,
    authorize: ({ before, after }, { informed }) =>
      Number(after?.level) < Number(before?.level ?? 0) && informed() ? [reasonOf('version_rollback')] : [],
  });

const send = (replica: Replica, level: number, now: number): Uint8Array => {
  const { bytes } = replica.author([{ collection: 'test', objectId, operation: 'put', record: { level } }], now);
  if (bytes === undefined) throw new Error('Nothing was authored.');
  return bytes;
};
const stateOf = (replica: Replica): string => bytesToHex(canonicalBytes(replica.replicated()));

describe.each(['manual_review', 'graph_merge'] as const)('an engine that asks what an author knew (%s)', (strategy) => {
  const engine = engineOf(strategy);
  const outcomeOf = (replica: Replica, bytes: Uint8Array, now: number) => replica.receive(bytes, now).decisions[0];

  it('refuses who knew, and leaves who did not to the strategy, in whatever order the writes come', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const [a, b, knowing] = ['a', 'b', 'b'].map((name) => world.replica(name, [engine]));
    if (a === undefined || b === undefined || knowing === undefined) throw new Error('There are three replicas.');
    const high = send(a, 9, start);
    const ignorant = send(b, 3, start + 1);
    knowing.receive(high, start + 1);
    const informed = send(knowing, 3, start + 2);

    const [inOrder, outOfOrder] = [world.replica('c', [engine]), world.replica('c', [engine])];
    inOrder.receive(high, start + 3);
    expect(outcomeOf(inOrder, ignorant, start + 3)?.reasons.map(({ detail }) => detail)).not.toContain(
      'version_rollback',
    );
    outOfOrder.receive(ignorant, start + 3);
    outOfOrder.receive(high, start + 3);
    expect(stateOf(outOfOrder)).toBe(stateOf(inOrder));

    const judging = world.replica('c', [engine]);
    judging.receive(high, start + 3);
    expect(outcomeOf(judging, informed, start + 3)).toMatchObject({
      outcome: 'quarantined',
      reasons: [{ detail: 'version_rollback' }],
    });
  });
});
