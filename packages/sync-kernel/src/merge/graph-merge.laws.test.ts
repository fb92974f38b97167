import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.js';
import type { Version } from '../model/version.js';
import { canonicalText } from './canonical-text.js';
import { sees } from './causality.js';
import {
  edgeHistories,
  edgeOf,
  fieldHistories,
  graphHistories,
  graphMerger,
  graphObjects,
  viewsOf,
} from './graph/testing/graph-histories.js';
import { naiveStanding } from './graph/testing/naive-relations.js';
import { naiveFields } from './graph/testing/naive-fields.js';
import type { Merger } from './strategy.js';
import { deliveries } from './testing/histories.js';

const numRuns = 300 * Number(process.env.SOURCEOS_SOAK ?? 1);
const bytes = (merger: Merger): string => canonicalText(merger.replicated());

const frontierOf = (versions: readonly Version[], cut: (device: string) => number): Map<string, number> => {
  const frontier = new Map<string, number>();
  for (const { deviceId } of versions) frontier.set(deviceId, cut(deviceId));
  return frontier;
};

describe('graph_merge, by its laws', () => {
  it('gives one state and one view for a set of versions, in any order, repeated and in any batches', () => {
    fc.assert(
      fc.property(deliveries(fc.oneof(graphHistories(), edgeHistories()), 3), ({ versions, orders }) => {
        const expected = graphMerger(versions);
        for (const order of orders) {
          const merger = graphMerger(order);
          expect(bytes(merger)).toBe(bytes(expected));
          expect(viewsOf(merger)).toEqual(viewsOf(expected));
        }
      }),
      { numRuns },
    );
  });

  it('gives one state for one object under dense concurrency', () => {
    fc.assert(
      fc.property(deliveries(fieldHistories(), 3), ({ versions, orders }) => {
        const expected = graphMerger(versions);
        for (const order of orders) {
          const merger = graphMerger(order);
          expect(bytes(merger)).toBe(bytes(expected));
          expect(viewsOf(merger)).toEqual(viewsOf(expected));
        }
      }),
      { numRuns },
    );
  });

  it('changes nothing when a version comes again', () => {
    fc.assert(
      fc.property(graphHistories(), (versions) => {
        const merger = graphMerger(versions);
        const before = bytes(merger);
        for (const version of versions) {
          expect(merger.add(version)).toEqual({ outcome: 'superseded', reasons: [], touched: [] });
        }
        expect(bytes(merger)).toBe(before);
      }),
      { numRuns },
    );
  });

  it('names in `touched` every object of which the view changed', () => {
    fc.assert(
      fc.property(deliveries(edgeHistories(), 1), ({ orders }) => {
        const merger = graphMerger();
        for (const version of orders[0] ?? []) {
          const before = viewsOf(merger);
          const touched = new Set(merger.add(version).touched);
          const after = viewsOf(merger);
          for (const id of graphObjects) if (!touched.has(id)) expect(after[id]).toEqual(before[id]);
        }
      }),
      { numRuns },
    );
  });

  it('has the fields that the definition gives, worked out from the whole set', () => {
    fc.assert(
      fc.property(deliveries(fieldHistories(), 1), ({ orders }) => {
        const order = orders[0] ?? [];
        const view = graphMerger(order).view('urn:srcos:node:a');
        expect(view?.record).toEqual(naiveFields(order, ['layout']));
      }),
      { numRuns },
    );
  });

  it('has the edges stand that the definition gives, worked out from the whole set', () => {
    fc.assert(
      fc.property(deliveries(edgeHistories(), 1), ({ orders }) => {
        const merger = graphMerger(orders[0] ?? []);
        const standing = [...merger.objectIds()].filter((id) => {
          const record = merger.view(id)?.record;
          return record !== undefined && edgeOf(record) !== undefined;
        });
        expect(standing.sort()).toEqual(naiveStanding(orders[0] ?? []).sort());
      }),
      { numRuns },
    );
  });

  it('keeps trees trees and acyclic relations acyclic', () => {
    fc.assert(
      fc.property(deliveries(edgeHistories(), 1), ({ orders }) => {
        const merger = graphMerger(orders[0] ?? []);
        const incoming = new Map<string, string[]>();
        for (const id of merger.objectIds()) {
          const record = merger.view(id)?.record;
          const edge = record === undefined ? undefined : edgeOf(record);
          if (edge === undefined || edge.kind === 'plain') continue;
          const key = `${edge.kind} ${edge.to}`;
          incoming.set(key, [...(incoming.get(key) ?? []), `${edge.kind} ${edge.from}`]);
        }
        for (const [key, from] of incoming) {
          if (key.startsWith('tree')) expect(from).toHaveLength(1);
          const above = new Set(from);
          for (const node of above) for (const next of incoming.get(node) ?? []) above.add(next);
          expect(above.has(key)).toBe(false);
        }
      }),
      { numRuns },
    );
  });

  it('loses no value of a write that nobody has seen: it is in force or in a conflict', () => {
    fc.assert(
      fc.property(deliveries(fieldHistories(), 1), ({ orders }) => {
        const order = orders[0] ?? [];
        const view = graphMerger(order).view('urn:srcos:node:a');
        const unseen = order.filter((version) => !order.some((other) => sees(other, version)));
        for (const { record, operation } of unseen) {
          for (const [name, value] of Object.entries(record ?? {})) {
            const scalar = typeof value !== 'object';
            if (!scalar || name === 'layout') continue;
            const kept: (Json | undefined)[] = [view?.record?.[name]];
            for (const { pointer, values } of view?.conflicts ?? []) if (pointer === `/${name}`) kept.push(...values);
            expect([operation, kept.includes(value)]).toEqual([operation, true]);
          }
        }
      }),
      { numRuns },
    );
  });

  it('holds the same state after history that all have acknowledged was collected, and goes on alike', () => {
    fc.assert(
      fc.property(
        fc.oneof(graphHistories(40), edgeHistories()),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (versions, shares) => {
          // What is acknowledged: a causally closed part that every later version has seen.
          const cuts = new Map(
            ['0', '1', '2'].map((device, index) => {
              const deviceId = `urn:srcos:device:${device}`;
              const count = versions.filter((version) => version.deviceId === deviceId).length;
              return [deviceId, Math.floor((shares[index] ?? 0) * (count + 1))] as const;
            }),
          );
          const isBehind = (version: Version): boolean => version.clock.n <= (cuts.get(version.deviceId) ?? 0);
          const early = versions.filter(isBehind);
          const late = versions.filter((version) => !isBehind(version));
          const later = late.filter((version) =>
            early.filter(({ objectId }) => objectId === version.objectId).every((other) => sees(version, other)),
          );
          const plain = graphMerger(early);
          const collected = graphMerger(early);
          collected.collect(frontierOf(versions, (device) => cuts.get(device) ?? 0));
          expect(bytes(collected)).toBe(bytes(plain));
          for (const version of later) {
            plain.add(version);
            collected.add(version);
            expect(bytes(collected)).toBe(bytes(plain));
          }
          for (const version of early) expect(collected.add(version).outcome).toBe('superseded');
          expect(bytes(collected)).toBe(bytes(plain));
          for (const id of graphObjects) {
            expect(collected.view(id)?.record).toEqual(plain.view(id)?.record);
            expect(collected.view(id)?.conflicts ?? []).toEqual(plain.view(id)?.conflicts ?? []);
          }
        },
      ),
      { numRuns },
    );
  });
});
