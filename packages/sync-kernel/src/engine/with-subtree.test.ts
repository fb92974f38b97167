import { describe, expect, it } from 'vitest';
import { graphMerge } from '../merge/graph-merge.js';
import { testControl } from '../merge/testing/test-control.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { versionOf } from '../merge/testing/version-of.js';
import type { JsonObject } from '../model/json.js';
import { changeOf } from './change-of.js';
import type { Edge } from './merge-shape.js';
import { withSubtree } from './with-subtree.js';

const edgeOf = ({ from, to, relation }: JsonObject): Edge | undefined =>
  typeof from === 'string' && typeof to === 'string'
    ? { relation: 'r', from, to, kind: relation === 'plain' ? 'plain' : 'tree' }
    : undefined;
const engine = testEngine({ merge: { graph: { edge: edgeOf } } });

/** a over b and c, b over d; and a plain edge from d to a. */
const records: Readonly<Record<string, JsonObject>> = {
  a: {},
  b: {},
  c: {},
  d: {},
  ab: { from: 'a', to: 'b' },
  ac: { from: 'a', to: 'c' },
  bd: { from: 'b', to: 'd' },
  da: { from: 'd', to: 'a', relation: 'plain' },
};

const merger = graphMerge.createMerger({ engine, deviceId: 'urn:srcos:device:x', control: testControl() });
Object.entries(records).forEach(([objectId, record], index) => {
  merger.add(versionOf({ device: 'x', objectId, n: index + 1, record }));
});

const subtreeOf = (objectId: string, after: JsonObject | undefined): number | undefined => {
  const version = versionOf({ device: 'x', objectId, n: 99, ...(after === undefined ? {} : { record: after }) });
  const change = changeOf(version, merger.view(objectId)?.record);
  return withSubtree(engine, change, merger.below?.bind(merger)).subtree;
};

describe('the subtree that a change takes from its place', () => {
  it.each<[string, string, JsonObject | undefined, number | undefined]>([
    ['what stands below a node that is deleted', 'a', undefined, 3],
    ['nothing where a leaf is deleted', 'd', undefined, undefined],
    ['nothing where a node changes', 'a', { title: 'x' }, undefined],
    ['the child and what is below it where an edge is deleted', 'ab', undefined, 2],
    ['the child and what is below it where an edge leads elsewhere', 'ab', { from: 'c', to: 'b' }, 2],
    ['the child where an edge becomes no edge', 'ac', {}, 1],
    ['nothing where an edge of the tree stays', 'ab', { from: 'a', to: 'b', order: 'a1' }, undefined],
    ['nothing where an edge of no tree goes', 'da', undefined, undefined],
    ['nothing where an object is new', 'e', { from: 'c', to: 'd' }, undefined],
  ])('is %s', (_, objectId, after, expected) => {
    expect(subtreeOf(objectId, after)).toBe(expected);
  });

  it('is counted up to a bound', () => {
    expect(merger.below?.('a', 2)).toBe(2);
    expect(merger.below?.('a', 3)).toBe(3);
    expect(merger.below?.('nowhere', 3)).toBe(0);
  });
});
