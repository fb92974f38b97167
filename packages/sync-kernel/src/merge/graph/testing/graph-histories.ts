import * as fc from 'fast-check';
import type { Edge } from '../../../engine/merge-shape.js';
import type { Json, JsonObject } from '../../../model/json.js';
import type { Version } from '../../../model/version.js';
import type { Merger, ObjectView } from '../../strategy.js';
import { canonicalText } from '../../canonical-text.js';
import { graphMerge } from '../../graph-merge.js';
import { histories, type GeneratedChange } from '../../testing/histories.js';
import { testControl } from '../../testing/test-control.js';
import { versionOf } from '../../testing/version-of.js';
import { testEngine } from '../../testing/test-engine.js';

const nodes = ['urn:srcos:node:a', 'urn:srcos:node:b', 'urn:srcos:node:c'];
const edges = ['urn:srcos:edge:1', 'urn:srcos:edge:2', 'urn:srcos:edge:3', 'urn:srcos:edge:4'];
export const graphObjects = [...nodes, ...edges];

const kinds = ['tree', 'acyclic', 'plain'] as const;

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** An edge is a record with a `kind`; the relation is named after it. */
export const edgeOf = (record: JsonObject): Edge | undefined => {
  const kind = kinds.find((other) => other === record.kind);
  if (kind === undefined) return undefined;
  return { relation: kind, kind, from: textOf(record.from), to: textOf(record.to) };
};

const value: fc.Arbitrary<Json> = fc.oneof(
  fc.nat({ max: 3 }),
  fc.constant(null),
  fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom(1, 2, null)),
);
const fields = fc.dictionary(fc.constantFrom('one', 'two', 'layout', 'constructor'), value, { noNullPrototype: true });
const node = fc.constantFrom(...nodes);

const deletion: fc.Arbitrary<GeneratedChange> = fc.record({
  operation: fc.constantFrom('delete' as const, 'tombstone' as const),
  record: fc.constant(undefined),
});

const nodeChange: fc.Arbitrary<GeneratedChange> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ operation: fc.constantFrom('put' as const, 'command' as const), record: fields }),
  },
  { weight: 4, arbitrary: fc.record({ operation: fc.constant('patch' as const), record: fields }) },
  { weight: 2, arbitrary: deletion },
);

const edgeChange: fc.Arbitrary<GeneratedChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      operation: fc.constant('put' as const),
      record: fc.record({ kind: fc.constantFrom('tree', 'tree', 'acyclic', 'acyclic', 'plain'), from: node, to: node }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      operation: fc.constant('patch' as const),
      record: fc.oneof(fc.record({ from: node }), fc.record({ to: node }), fc.record({ label: fc.nat({ max: 2 }) })),
    }),
  },
  { weight: 1, arbitrary: deletion },
);

/** Histories of a small graph, dense enough for cycles, rivals, dangling edges and revived objects. */
export const graphHistories = (maximumSteps = 24): fc.Arbitrary<Version[]> =>
  histories({
    devices: 3,
    objectIds: graphObjects,
    maximumSteps,
    change: (objectId) => (nodes.includes(objectId) ? nodeChange : edgeChange),
  });

/** Histories of edges between nodes that are there from the start, and now and then go: dense in rivals and cycles. */
export const edgeHistories = (maximumSteps = 30): fc.Arbitrary<Version[]> =>
  histories({
    devices: 3,
    objectIds: [...edges, ...edges, ...edges, ...nodes.slice(0, 1)],
    maximumSteps,
    change: (objectId) => (nodes.includes(objectId) ? nodeChange : edgeChange),
  }).map((versions) => [
    ...nodes.map((objectId, index) => versionOf({ device: 'setup', n: index + 1, objectId, record: {} })),
    ...versions,
  ]);

/** Histories of one object, dense in concurrency. */
export const fieldHistories = (maximumSteps = 14): fc.Arbitrary<Version[]> =>
  histories({ devices: 3, objectIds: ['urn:srcos:node:a'], maximumSteps, change: () => nodeChange });

/** A merger of that graph. */
export const graphMerger = (versions: Iterable<Version> = []): Merger => {
  const merger = graphMerge.createMerger({
    engine: testEngine({ merge: { graph: { lastWriter: ['layout'], edge: edgeOf } } }),
    deviceId: 'urn:srcos:device:0',
    control: testControl(),
  });
  for (const version of versions) merger.add(version);
  return merger;
};

/** All views as canonical text, by object id: texts compare much faster than what they are of. */
export const viewsOf = (merger: Merger): Record<string, string> =>
  Object.fromEntries([...merger.objectIds()].sort().map((id) => [id, canonicalText(viewJson(merger.view(id)))]));

const viewJson = (view: ObjectView | undefined): Json => [
  view?.record ?? null,
  [...(view?.context ?? [])].sort(),
  [view?.inForce ?? [], view?.held ?? [], view?.hidden ?? false],
  (view?.conflicts ?? []).map(({ id, kind, objectId, writes, pointer, values }) => [
    id,
    kind,
    objectId,
    writes,
    pointer ?? null,
    values,
  ]),
];
