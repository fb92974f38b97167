import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { conflictId } from './conflict-id.js';
import { graphMerge } from './graph-merge.js';
import { edgeOf, graphMerger } from './graph/testing/graph-histories.js';
import { testControl } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const a = 'urn:srcos:test:a';
const first = versionOf({ device: 'a', n: 1, record: { one: 1, two: 2, layout: 1 } });
const left = (record: JsonObject, wall = 10) =>
  versionOf({ device: 'a', n: 2, operation: 'patch', record, saw: [first], wall });
const right = (record: JsonObject, wall = 11) =>
  versionOf({ device: 'b', n: 1, operation: 'patch', record, saw: [first], wall });

const node = (objectId: string, n: number) => versionOf({ device: 'n', n, objectId, record: {} });
const nodes = ['p', 'q', 'c'].map((id, index) => node(id, index + 1));
const edge = (device: string, objectId: string, from: string, to: string, wall: number, kind = 'tree') =>
  versionOf({ device, n: wall, objectId, record: { kind, from, to }, wall });

describe('the fields of graph_merge', () => {
  it('takes concurrent edits of different fields together', () => {
    const view = graphMerger([first, left({ one: 10 }), right({ two: 20 })]).view(a);
    expect(view?.record).toEqual({ one: 10, two: 20, layout: 1 });
    expect(view?.conflicts).toEqual([]);
  });

  it('keeps concurrent edits of one field both, and has the later in force', () => {
    const view = graphMerger([first, right({ one: 20 }), left({ one: 10 })]).view(a);
    expect(view?.record?.one).toBe(20);
    expect(view?.conflicts).toEqual([
      {
        id: conflictId(['sha256:a-2', 'sha256:b-1']),
        kind: 'merge',
        objectId: a,
        writes: ['sha256:a-2', 'sha256:b-1'],
        pointer: '/one',
        values: [10, 20],
      },
    ]);
  });

  it('settles a conflict with the write that saw both sides', () => {
    const sides = [left({ one: 10 }), right({ one: 20 })];
    const settled = versionOf({ device: 'c', n: 1, operation: 'patch', record: { one: 30 }, saw: [first, ...sides] });
    const view = graphMerger([first, ...sides, settled]).view(a);
    expect([view?.record?.one, view?.conflicts]).toEqual([30, []]);
  });

  it('has no conflict over the same value, nor over a last-writer field', () => {
    const view = graphMerger([first, left({ one: 9, layout: 2 }), right({ one: 9, layout: 3 })]).view(a);
    expect([view?.record, view?.conflicts]).toEqual([{ one: 9, two: 2, layout: 3 }, []]);
  });

  it('replaces a field whole by a patch, so that what fits its schema still does', () => {
    const base = versionOf({ device: 'a', n: 1, record: { place: { x: 1, y: 1 } } });
    const moved = versionOf({ device: 'b', n: 1, operation: 'patch', record: { place: { x: 5 } }, saw: [base] });
    const other = versionOf({ device: 'a', n: 2, operation: 'patch', record: { name: 'n' }, saw: [base] });
    expect(graphMerger([other, moved, base]).view(a)?.record).toEqual({ place: { x: 5 }, name: 'n' });
  });

  it('asks the engine to settle contested fields before it has a conflict', () => {
    const engine = testEngine({
      resolve: ({ candidates }) => ({ one: candidates.reduce((sum, record) => sum + Number(record.one), 0) }),
    });
    const merger = graphMerge.createMerger({ engine, deviceId: 'urn:srcos:device:a', control: testControl() });
    for (const version of [first, left({ one: 10 }), right({ one: 20 })]) merger.add(version);
    expect([merger.view(a)?.record, merger.view(a)?.conflicts]).toEqual([{ one: 30 }, []]);
  });
});

describe('deletion in graph_merge', () => {
  it('removes what it had seen, and leaves nothing in the replicated state', () => {
    const merger = graphMerger([first, versionOf({ device: 'b', n: 1, saw: [first] })]);
    expect([merger.view(a)?.record, merger.replicated()]).toEqual([undefined, {}]);
  });

  it.each([
    ['delete-update', 20, 10],
    ['update-delete', 10, 20],
  ])('gives way to a concurrent edit of the whole record, and says so (%s)', (kind, editWall, deletionWall) => {
    const deletion = versionOf({ device: 'b', n: 1, saw: [first], wall: deletionWall });
    const view = graphMerger([first, deletion, left({ one: 5 }, editWall)]).view(a);
    expect(view?.record).toEqual({ one: 5, two: 2, layout: 1 });
    expect(view?.conflicts).toMatchObject([{ kind, writes: ['sha256:a-2', 'sha256:b-1'], values: [{ one: 5 }, null] }]);
  });
});

describe('deletions that cross in graph_merge', () => {
  it('says that each was beaten by the edit that the other one saw', () => {
    const edits = [left({ one: 10 }), right({ two: 20 })] as const;
    const deletions = edits.map((edit, index) =>
      versionOf({ device: `d${String(index)}`, n: 1, saw: [first, edit], wall: 20 + index }),
    );
    const view = graphMerger([first, ...edits, ...deletions]).view(a);
    expect(view?.record).toEqual({ one: 10, two: 20, layout: 1 });
    expect(view?.conflicts.map(({ writes }) => writes)).toEqual([
      ['sha256:a-2', 'sha256:b-1', 'sha256:d0-1', 'sha256:d1-1'],
    ]);
  });
});

describe('the relations of graph_merge', () => {
  it('gives a node the newest of two concurrent parents, and keeps the other edge hidden and in conflict', () => {
    const edges = [edge('x', 'e1', 'p', 'c', 5), edge('y', 'e2', 'q', 'c', 6)];
    const merger = graphMerger([...nodes, ...edges]);
    expect(merger.view('e2')?.record).toEqual({ kind: 'tree', from: 'q', to: 'c' });
    expect(merger.view('e1')).toMatchObject({ record: undefined, hidden: true, conflicts: [{ kind: 'merge' }] });
    expect(merger.view('e1')?.conflicts[0]?.writes).toEqual(['sha256:x-5', 'sha256:y-6']);
  });

  it.each(['tree', 'acyclic'])('breaks a cycle of concurrent moves at its oldest edge (%s)', (kind) => {
    const edges = [
      edge('x', 'e1', 'p', 'q', 5, kind),
      edge('y', 'e2', 'q', 'c', 6, kind),
      edge('z', 'e3', 'c', 'p', 7, kind),
    ];
    for (const order of [edges, edges.toReversed()]) {
      const merger = graphMerger([...nodes, ...order]);
      expect(['e1', 'e2', 'e3'].map((id) => merger.view(id)?.hidden ?? false)).toEqual([true, false, false]);
    }
  });

  it('shows an edge that lost again when the edge that it lost to goes', () => {
    const winner = edge('y', 'e2', 'q', 'c', 6);
    const merger = graphMerger([...nodes, edge('x', 'e1', 'p', 'c', 5), winner]);
    const result = merger.add(versionOf({ device: 'y', n: 7, objectId: 'e2', saw: [winner] }));
    expect(merger.view('e1')?.hidden).toBeUndefined();
    expect(result.touched).toContain('e1');
  });

  it('hides an edge of which an end is gone, and shows it when the end returns', () => {
    const merger = graphMerger([...nodes, edge('x', 'e1', 'p', 'c', 5, 'plain')]);
    const [parent] = nodes;
    if (parent === undefined) throw new Error('There is no first node.');
    const gone = versionOf({ device: 'n', n: 9, objectId: 'p', saw: [parent] });
    expect(merger.add(gone).touched).toEqual(['p', 'e1']);
    expect(merger.view('e1')).toMatchObject({ record: undefined, hidden: true, conflicts: [] });
    merger.add(versionOf({ device: 'n', n: 10, objectId: 'p', record: {}, saw: [parent, gone] }));
    expect(edgeOf(merger.view('e1')?.record ?? {})?.from).toBe('p');
  });
});

describe('collection in graph_merge', () => {
  const deletion = versionOf({ device: 'b', n: 1, saw: [first] });

  it('keeps a tombstone until all have acknowledged it', () => {
    const merger = graphMerger([first, deletion]);
    expect(merger.collect(new Map([['urn:srcos:device:a', 1]]))).toBe(0);
    expect([...merger.objectIds()]).toEqual([a]);
  });

  it('forgets an acknowledged tombstone, does not take it again, and gives its context to a next write', () => {
    const merger = graphMerger([first, deletion]);
    const frontier = new Map([
      ['urn:srcos:device:a', 1],
      ['urn:srcos:device:b', 1],
    ]);
    expect(merger.collect(frontier)).toBe(2);
    expect([...merger.objectIds()]).toEqual([]);
    expect(merger.add(first).outcome).toBe('superseded');
    expect(merger.view(a)?.context).toEqual(frontier);
  });
});
