import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { reasonOf } from '../model/reason-of.js';
import { canonicalText } from '../merge/canonical-text.js';
import { createWorld, start } from './testing/world.js';

const base = testEngine({});
const block = 'urn:srcos:test:block';

/** Lets nothing in once there is a block. */
const engine: Engine = {
  ...base,
  manifest: { ...base.manifest, mergeStrategy: 'crdt', policyClass: 'low' },
  authorizes: true,
  authorize: ({ objectId }, { lookup }) =>
    objectId !== block && lookup(block) !== undefined ? [reasonOf('rule_denied')] : [],
};

describe('two writes of one hybrid time, of which one forbids the other', () => {
  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('are judged by the device that counts as first, whichever comes first (%s blocks %s)', (blocker, other) => {
    const world = createWorld('urn:srcos:workspace:w', ['a', 'b', 'c', 'd']);
    const write = (device: string, objectId: string): Uint8Array => {
      const change = { collection: 'test', objectId, operation: 'put', record: { title: device } } as const;
      const { bytes } = world.replica(device, [engine]).author([change], start);
      if (bytes === undefined) throw new Error('Nothing was written.');
      return bytes;
    };
    const batches = [write(blocker, block), write(other, 'urn:srcos:test:one')];
    const [c, d] = [world.replica('c', [engine]), world.replica('d', [engine])];
    for (const batch of batches) c.receive(batch, start);
    for (const batch of batches.toReversed()) d.receive(batch, start);
    expect(canonicalText(c.replicated())).toBe(canonicalText(d.replicated()));
    const outcome = blocker < other ? 'quarantined' : 'applied';
    for (const replica of [c, d]) {
      const decisions = [...replica.decisions()];
      expect(decisions.find(({ objectId }) => objectId !== block)).toMatchObject({ outcome });
    }
  });
});
