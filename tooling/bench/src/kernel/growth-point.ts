/** A process that measures one point of a curve of `graph_merge`, and prints it. */
import { strategies, type Version } from '@sourceos/sync-kernel';
import { graphEngine } from './graph-engine.js';
import type { GrowthPoint, GrowthRequest } from './growth.js';
import { historyOf } from './histories.js';
import { createScope } from './scope.js';
import { deviceId } from './versions.js';

/** Versions that are made before their merging is timed; the making is not. */
const chunk = 1_024;

const { dimension, size, seed } = JSON.parse(process.argv[2] ?? '') as GrowthRequest;
const control = createScope(2).control().view();
const createMerger = () =>
  strategies.graph_merge.createMerger({ engine: graphEngine, deviceId: deviceId(1_000), control });

const collected = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const chunks = function* (history: Iterable<Version>): Generator<readonly Version[]> {
  let versions: Version[] = [];
  for (const version of history) {
    versions.push(version);
    if (versions.length < chunk) continue;
    yield versions;
    versions = [];
  }
  if (versions.length > 0) yield versions;
};

const measure = (): GrowthPoint => {
  const before = collected();
  const graph = createMerger();
  const times: { readonly writes: number; readonly nanoseconds: number }[] = [];
  for (const versions of chunks(historyOf(dimension, size, seed))) {
    const start = process.hrtime.bigint();
    for (const version of versions) graph.add(version);
    times.push({ writes: versions.length, nanoseconds: Number(process.hrtime.bigint() - start) });
  }
  const bytes = collected() - before;
  const mean = (points: typeof times): number =>
    points.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0) / points.reduce((sum, { writes }) => sum + writes, 0);
  return {
    size,
    writes: times.reduce((sum, { writes }) => sum + writes, 0),
    objects: [...graph.objectIds()].length,
    mean: mean(times),
    last: mean(times.slice(-Math.ceil(times.length / 10))),
    bytes,
  };
};

// A first round over something small, so that the smallest points are not those of code that was never run.
const warm = createMerger();
for (const version of historyOf(dimension, Math.min(size, 4_096), seed + 1)) warm.add(version);

console.log(JSON.stringify(measure()));
