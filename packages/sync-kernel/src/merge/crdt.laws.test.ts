import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.js';
import type { Version } from '../model/version.js';
import { canonicalText } from './canonical-text.js';
import { crdt } from './crdt.js';
import type { Merger } from './strategy.js';
import { deliveries, histories, type GeneratedChange } from './testing/histories.js';
import { testControl } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const numRuns = 300 * Number(process.env.SOURCEOS_SOAK ?? 1);
const object = 'urn:srcos:test:a';

const createMerger = (versions: Iterable<Version> = []): Merger => {
  const merger = crdt.createMerger({
    engine: testEngine({ merge: { crdt: { tags: 'set', count: 'counter' } } }),
    deviceId: 'urn:srcos:device:0',
    control: testControl(),
  });
  for (const version of versions) merger.add(version);
  return merger;
};

const viewText = (merger: Merger, objectId: string): string => {
  const view = merger.view(objectId);
  return canonicalText([view?.record ?? null, [...(view?.context ?? [])].sort(), [...(view?.inForce ?? [])]]);
};

const bytes = (merger: Merger): string => canonicalText(merger.replicated());

const number = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom(0.1, 0.2, 0.3, 1e300, 5e-324));
const fields = fc.record(
  {
    tags: fc.oneof(fc.array(fc.constantFrom<Json>('x', 'y', 1, { z: 1 }), { maxLength: 3 }), fc.constant(null)),
    count: fc.oneof(number, fc.constant(null)),
    cursor: fc.oneof(
      fc.nat({ max: 3 }),
      fc.constant(null),
      fc.dictionary(fc.constantFrom('row', 'column'), fc.nat({ max: 2 }), { noNullPrototype: true }),
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const change: fc.Arbitrary<GeneratedChange> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ operation: fc.constant('put' as const), record: fields }) },
  { weight: 4, arbitrary: fc.record({ operation: fc.constant('patch' as const), record: fields }) },
  { weight: 2, arbitrary: fc.record({ operation: fc.constant('delete' as const), record: fc.constant(undefined) }) },
);
const history = histories({ devices: 3, objectIds: [object], maximumSteps: 14, change: () => change });

describe('crdt, by its laws', () => {
  it('gives one state and one view for a set of versions, in any order, repeated and in any batches', () => {
    fc.assert(
      fc.property(deliveries(history, 3), ({ versions, orders }) => {
        const expected = createMerger(versions);
        for (const order of orders) {
          const merger = createMerger(order);
          expect(bytes(merger)).toBe(bytes(expected));
          expect(viewText(merger, object)).toBe(viewText(expected, object));
        }
      }),
      { numRuns },
    );
  });

  it('works out while versions come what it works out from all of them', () => {
    fc.assert(
      fc.property(deliveries(history, 1), ({ orders }) => {
        const merger = createMerger();
        const held: Version[] = [];
        for (const version of orders[0] ?? []) {
          merger.add(version);
          held.push(version);
          expect(viewText(merger, object)).toBe(viewText(createMerger(held), object));
        }
      }),
      { numRuns },
    );
  });

  it('changes nothing when a version comes again', () => {
    fc.assert(
      fc.property(history, (versions) => {
        const merger = createMerger(versions);
        const before = bytes(merger);
        for (const version of versions) expect(merger.add(version).outcome).toBe('superseded');
        expect(bytes(merger)).toBe(before);
      }),
      { numRuns },
    );
  });

  it('holds the same state after everything was acknowledged and collected', () => {
    fc.assert(
      fc.property(history, (versions) => {
        const merger = createMerger(versions);
        const before = bytes(merger);
        merger.collect(new Map(versions.map(({ deviceId }) => [deviceId, versions.length])));
        expect(bytes(merger)).toBe(before);
        for (const version of versions) expect(merger.add(version).outcome).toBe('superseded');
        expect(bytes(merger)).toBe(before);
      }),
      { numRuns },
    );
  });
});

describe('crdt, by example', () => {
  const first = versionOf({ device: 'a', n: 1, record: { count: 5, tags: ['x', 'y'], cursor: 1 } });

  it('adds concurrent increments up', () => {
    const left = versionOf({ device: 'a', n: 2, operation: 'patch', record: { count: 6 }, saw: [first] });
    const right = versionOf({ device: 'b', n: 1, operation: 'patch', record: { count: 8 }, saw: [first] });
    expect(createMerger([first, left, right]).view(object)?.record?.count).toBe(9);
  });

  it('adds without rounding in between, so that the order does not count', () => {
    const base = versionOf({ device: 'a', n: 1, record: { count: 0 } });
    const parts = [1e300, 1, -1e300].map((count, index) =>
      versionOf({ device: `d${String(index)}`, n: 1, operation: 'patch', record: { count }, saw: [base] }),
    );
    expect(createMerger([base, ...parts]).view(object)?.record?.count).toBe(1);
  });

  it('keeps an element that was added concurrently with its removal, and drops one that was only kept', () => {
    const without = versionOf({ device: 'a', n: 2, operation: 'patch', record: { tags: ['y'] }, saw: [first] });
    const kept = versionOf({ device: 'b', n: 1, operation: 'patch', record: { tags: ['x', 'y', 'z'] }, saw: [first] });
    expect(createMerger([first, without, kept]).view(object)?.record?.tags).toEqual(['y', 'z']);
    const readded = versionOf({
      device: 'b',
      n: 2,
      operation: 'patch',
      record: { tags: ['x'] },
      saw: [first, kept, without],
    });
    const removed = versionOf({
      device: 'a',
      n: 3,
      operation: 'patch',
      record: { tags: [] },
      saw: [first, kept, without],
    });
    const merged = createMerger([first, without, kept, readded, removed]);
    expect(merged.view(object)?.record?.tags).toEqual(['x']);
  });

  it('has the last writer of a register in force, without a conflict', () => {
    const early = versionOf({ device: 'a', n: 2, operation: 'patch', record: { cursor: 2 }, saw: [first], wall: 10 });
    const late = versionOf({ device: 'b', n: 1, operation: 'patch', record: { cursor: 3 }, saw: [first], wall: 11 });
    const view = createMerger([first, late, early]).view(object);
    expect([view?.record?.cursor, view?.conflicts]).toEqual([3, []]);
  });

  it('keeps an object that was edited concurrently with its deletion, and drops one whose edits were all seen', () => {
    const edit = versionOf({ device: 'b', n: 1, operation: 'patch', record: { cursor: 7 }, saw: [first] });
    const deletion = versionOf({ device: 'a', n: 2, saw: [first] });
    const merger = createMerger([first, edit, deletion]);
    expect(merger.view(object)?.record).toEqual({ count: 5, tags: ['x', 'y'], cursor: 7 });
    merger.add(versionOf({ device: 'a', n: 3, saw: [first, edit, deletion] }));
    expect(merger.view(object)?.record).toBeUndefined();
    expect(merger.replicated()).toEqual({});
  });
});
