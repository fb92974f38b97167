import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { canonicalText } from '../merge/canonical-text.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { reasonOf } from '../model/reason-of.js';
import type { LocalChange, Replica } from './replica.js';
import { createWorld, start } from './testing/world.js';

const base = testEngine();

/** Edges of a tree, of which what is white stays white; and a member that waits for a person. */
const engine: Engine = testEngine({
  manifest: { ...base.manifest, policyClass: 'high' },
  classify: ({ after }) =>
    after?.script === undefined
      ? { danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' }
      : { danger: 'dangerous', pointers: ['/script'], sentence: 'It brings a script.' },
  authorize: ({ before, after }) =>
    before?.colour === 'white' && after?.colour !== 'white' ? [reasonOf('rule_denied')] : [],
  merge: {
    graph: {
      edge: ({ from, to }) =>
        typeof from === 'string' && typeof to === 'string'
          ? { relation: 'contains', from, to, kind: 'tree' }
          : undefined,
    },
  },
});

const [node, child, edge] = ['node', 'child', 'edge'].map((name) => `urn:srcos:test:${name}`) as [
  string,
  string,
  string,
];
const change = (
  objectId: string,
  operation: LocalChange['operation'],
  record?: LocalChange['record'],
): LocalChange => ({
  ...{ collection: 'test', objectId, operation },
  ...(record === undefined ? {} : { record }),
});
const send = (replica: Replica, changes: readonly LocalChange[], now: number): Uint8Array => {
  const { bytes } = replica.author(changes, now);
  if (bytes === undefined) throw new Error('Nothing was written.');
  return bytes;
};

describe('a deletion that comes late and hides an edge', () => {
  it('has what was judged by the edge judged again, where the edge was not in force here anyway', () => {
    const world = createWorld('urn:srcos:workspace:w', ['a', 'b', 'c', 'd']);
    const [a, b] = [world.replica('a', [engine]), world.replica('b', [engine])];
    const made = send(
      a,
      [
        change(node, 'put', { script: 'waits on every other device' }),
        change(child, 'put', {}),
        change(edge, 'put', { from: node, to: child, colour: 'white' }),
      ],
      start,
    );
    b.receive(made, start);
    const deleted = send(b, [change(node, 'delete')], start + 1_000);
    const painted = send(a, [change(edge, 'put', { from: node, to: child, colour: 'red' })], start + 2_000);

    const [inOrder, late] = [world.replica('c', [engine]), world.replica('d', [engine])];
    for (const batch of [made, deleted, painted]) inOrder.receive(batch, start + 3_000);
    for (const batch of [made, painted, deleted]) late.receive(batch, start + 3_000);
    expect(canonicalText(late.replicated())).toBe(canonicalText(inOrder.replicated()));
    const outcomes = (replica: Replica) =>
      [...replica.decisions()].map(({ writeId, outcome }) => `${writeId} ${outcome}`).sort();
    expect(outcomes(late)).toEqual(outcomes(inOrder));
  });
});
