import type { Version } from '@sourceos/sync-kernel';
import { createRandom } from '../random.js';
import { edgeId, nodeId, type GraphChange } from './changes.js';
import { randomFields, randomValue } from './fields.js';
import type { Dimension } from './growth.js';
import { fieldNames } from './trace.js';
import { createVersions, deviceId, startTime } from './versions.js';

/** Writes of a curve over devices, and the objects that they go to. */
const devicesCurve = { writes: 32_768, objects: 1_024 } as const;
/** Devices that write at once and do not see each other until all have. */
const concurrentRounds = 8;
const concurrentObjects = 64;

type Contexts = Map<string, ReadonlyMap<string, number>>;

const noContext: ReadonlyMap<string, number> = new Map();

/**
 * The versions of a point of a curve, made while they are taken: what waits to be merged is no part of the
 * memory that is measured.
 */
export const historyOf = function* (dimension: Dimension, size: number, seed: number): Generator<Version> {
  const random = createRandom(seed);
  const versions = createVersions();
  let wall = startTime;
  const create = (node: number): GraphChange => ({
    objectId: nodeId(node),
    operation: 'put',
    record: { type: 'node', ...randomFields(random) },
  });
  const edit = (node: number): GraphChange => {
    const field = random.pick(fieldNames);
    return { objectId: nodeId(node), operation: 'patch', record: { [field]: randomValue(random, field) } };
  };
  const next = (device: number, change: GraphChange, context: ReadonlyMap<string, number>): Version =>
    versions.next(device, change, (wall += 1), context);
  const seen = (contexts: Contexts, { objectId, deviceId: author, clock }: Version): void => {
    contexts.set(objectId, new Map([...(contexts.get(objectId) ?? noContext), [author, clock.n]]));
  };

  switch (dimension) {
    case 'objects':
      // Half are nodes and half the edges that hang each below an older one; one device imports them.
      for (let node = 0; node < size / 2; node += 1) {
        yield next(0, create(node), noContext);
        const record = { type: 'edge', from: nodeId(random.integer(0, Math.max(0, node - 1))), to: nodeId(node) };
        if (node > 0) yield next(0, { objectId: edgeId(node), operation: 'put', record }, noContext);
      }
      break;
    case 'history': {
      // Two devices edit one object in turn, each knowing what the other did.
      const contexts: Contexts = new Map();
      for (let count = 0; count < size; count += 1) {
        const version = next(count % 2, count === 0 ? create(0) : edit(0), contexts.get(nodeId(0)) ?? noContext);
        seen(contexts, version);
        yield version;
      }
      break;
    }
    case 'concurrent history': {
      // Two devices edit one object without ever hearing of each other; their writes come alternately.
      const first = next(0, create(0), noContext);
      yield first;
      const base = new Map([[first.deviceId, first.clock.n]]);
      for (let count = 1; count < size; count += 1) {
        const device = count % 2;
        const own = deviceId(device);
        const last = versions.written(device);
        yield next(device, edit(0), last === 0 ? base : new Map([...base, [own, last]]));
      }
      break;
    }
    case 'devices': {
      // The devices write in turn, to objects drawn at random, each knowing all that came before.
      const contexts: Contexts = new Map();
      for (let count = 0; count < devicesCurve.writes; count += 1) {
        const node = count < devicesCurve.objects ? count : random.integer(0, devicesCurve.objects - 1);
        const change = count < devicesCurve.objects ? create(node) : edit(node);
        const version = next(count % size, change, contexts.get(change.objectId) ?? noContext);
        seen(contexts, version);
        yield version;
      }
      break;
    }
    case 'concurrent devices': {
      // In each round every device edits every object at once, and sees the others' edits after it.
      const contexts: Contexts = new Map();
      for (let node = 0; node < concurrentObjects; node += 1) {
        const version = next(0, create(node), noContext);
        seen(contexts, version);
        yield version;
      }
      for (let round = 0; round < concurrentRounds; round += 1) {
        for (let node = 0; node < concurrentObjects; node += 1) {
          const context = contexts.get(nodeId(node)) ?? noContext;
          for (let device = 0; device < size; device += 1) {
            const version = next(device, edit(node), context);
            seen(contexts, version);
            yield version;
          }
        }
      }
    }
  }
};
