import type { Edge } from '../engine/merge-shape.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Version } from '../model/version.js';
import { conflictId } from './conflict-id.js';
import { collectObject } from './graph/collect.js';
import { Dots } from './graph/dots.js';
import type { EdgeItem } from './graph/edge-item.js';
import { GraphIndex } from './graph/graph-index.js';
import { GraphObject } from './graph/graph-object.js';
import { project, rankOf, type Projection } from './graph/projection.js';
import { replicatedObject } from './graph/replicated-object.js';
import { sequentialSources } from './graph/sequential-sources.js';
import { join, type Vector } from './vector.js';
import { compareText } from './hybrid-order.js';
import { setMember } from './apply-patch.js';
import type { MergeConflict, MergeResult, Merger, MergerOptions, ObjectView, Strategy } from './strategy.js';
import { coverVersion, versionVector } from './version-vector.js';

const none: readonly never[] = [];
const superseded: MergeResult = { outcome: 'superseded', reasons: none, touched: none };

class GraphMerger implements Merger {
  readonly #objects = new Map<string, GraphObject>();
  readonly #projections = new WeakMap<GraphObject, Projection>();
  readonly #lastWriter: ReadonlySet<string>;
  readonly #edgeOf: ((record: JsonObject) => Edge | undefined) | undefined;
  readonly #index: GraphIndex | undefined;
  readonly #resolve: MergerOptions['engine']['resolve'];
  /** The dots that were collected, and what the collected objects' authors knew: the context of their next write. */
  readonly #collected = new Dots();
  readonly #graves: Vector = new Map();

  constructor({ engine }: MergerOptions) {
    const { lastWriter, edge } = engine.merge.graph ?? {};
    this.#lastWriter = new Set(lastWriter);
    this.#resolve = engine.resolve;
    this.#edgeOf = edge;
    if (edge !== undefined) this.#index = new GraphIndex((id) => this.#objects.get(id)?.alive() === true);
  }

  add(version: Version): MergeResult {
    const { objectId } = version;
    let object = this.#objects.get(objectId);
    let outcome: MergeResult['outcome'] = 'applied';
    if (object === undefined) {
      if (this.#collected.has(version.deviceId, version.clock.n)) return superseded;
      object = new GraphObject(version, this.#lastWriter);
      this.#objects.set(objectId, object);
    } else {
      const did = object.add(version, this.#lastWriter, this.#collected);
      if (did === 'known') return superseded;
      if (did !== 'follows') {
        this.#projections.delete(object);
        outcome = did === 'seen' ? 'superseded' : 'merged';
      }
    }
    return { outcome, reasons: none, touched: this.#relate(objectId, object) };
  }

  objectIds(): Iterable<string> {
    return this.#objects.keys();
  }

  view(objectId: string): ObjectView | undefined {
    const object = this.#objects.get(objectId);
    if (object === undefined) return this.#graves.size === 0 ? undefined : absent(this.#graves);
    const context = object.split === undefined ? versionVector([object.head]) : new Map(object.split.known);
    const { record, origin } = this.#projection(objectId, object);
    const { inForce, conflicts } = origin();
    const { edge } = object;
    if (edge === undefined || edge.standing) return { record, context, inForce, held: none, conflicts };
    const lost = this.#edgeConflict(edge);
    const all = lost === undefined ? conflicts : [...conflicts, lost];
    return { record: undefined, context, inForce: none, held: none, conflicts: all, hidden: true };
  }

  record(objectId: string): JsonObject | undefined {
    const object = this.#objects.get(objectId);
    if (object?.edge?.standing === false) return undefined;
    return object?.split === undefined ? object?.record : this.#projection(objectId, object).record;
  }

  below(objectId: string, most: number): number {
    return this.#index?.below(objectId, most) ?? 0;
  }

  replicated(): Json {
    const objects: Record<string, Json> = {};
    for (const [objectId, object] of this.#objects) {
      const state = replicatedObject(object);
      if (state !== undefined) setMember(objects, objectId, state);
    }
    return objects;
  }

  collect(frontier: ReadonlyMap<string, number>): number {
    let count = 0;
    for (const [objectId, object] of this.#objects) {
      const spent = collectObject(object, frontier);
      for (const { deviceId, clock } of spent) this.#collected.add(deviceId, clock.n);
      count += spent.length;
      if (spent.length > 0 && !object.alive()) {
        if (object.split === undefined) coverVersion(this.#graves, object.head);
        else join(this.#graves, object.split.known);
        this.#objects.delete(objectId);
      }
    }
    return count;
  }

  /** Has the relations follow what the object became; the objects of which the view may have changed. */
  #relate(objectId: string, object: GraphObject): readonly string[] {
    const index = this.#index;
    if (index === undefined || this.#edgeOf === undefined) return [objectId];
    const record = object.split === undefined ? object.record : this.#projection(objectId, object).record;
    const rank = object.split === undefined ? object.head : rankOf(object.split);
    const edge = record === undefined || rank === undefined ? undefined : this.#edgeOf(record);
    return index.update(objectId, object, edge, rank ?? object.head);
  }

  #projection(objectId: string, object: GraphObject): Projection {
    if (object.split === undefined) {
      return { record: object.record, origin: () => ({ inForce: sequentialSources(object), conflicts: none }) };
    }
    let projection = this.#projections.get(object);
    if (projection === undefined) {
      projection = project(objectId, object.split, this.#resolve);
      this.#projections.set(object, projection);
    }
    return projection;
  }

  /** Why an edge whose ends are both there does not stand: it contradicts newer ones. */
  #edgeConflict(edge: EdgeItem): MergeConflict | undefined {
    if (edge.blockers === undefined) return undefined;
    const edges = [edge, ...edge.blockers].sort((a, b) => compareText(a.rank.id, b.rank.id));
    const writes = edges.map(({ rank }) => rank.id);
    const values = edges.map(({ objectId }) => {
      const object = this.#objects.get(objectId);
      return object === undefined ? null : (this.#projection(objectId, object).record ?? null);
    });
    return { id: conflictId(writes), kind: 'merge', objectId: edge.objectId, writes, values };
  }
}

/** An object of which nothing is here; it may have been collected, so that a write to it has seen what was. */
const absent = (graves: Vector): ObjectView => ({
  record: undefined,
  context: new Map(graves),
  inForce: none,
  held: none,
  conflicts: none,
});

/**
 * Typed nodes and edges. Laws: the state is a function of the set of versions (commutative, associative, idempotent).
 *
 * - Top-level fields merge independently. Each keeps its causally maximal values: a `put` writes every field it has
 *   and removes those it had seen and does not have; a `patch` writes its members only.
 * - Concurrent different values of a field are all kept and are a conflict; the last by the hybrid order is in force,
 *   unless the engine's `resolve` settles it. Fields declared `lastWriter` never conflict.
 * - A deletion removes what it had seen, unless an edit is concurrent with it: then it removes nothing, and says so.
 * - A `tree` relation is a forest and an `acyclic` one acyclic, whatever was moved concurrently (see graph/relation.ts).
 *   An edge that loses is hidden and in conflict; an edge of which an end is gone is hidden until the end returns.
 * - `replicated` has what stands: fields with their values, and deletions that were beaten. What was deleted or
 *   overwritten is not part of it, so that it is the same before and after `collect`.
 */
export const graphMerge: Strategy = {
  name: 'graph_merge',
  createMerger: (options) => new GraphMerger(options),
};
