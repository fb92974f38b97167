import type { Json, JsonObject } from '../model/json.js';
import type { Version } from '../model/version.js';
import { flat } from './canonical-text.js';
import { setValue } from './crdt/add-wins-set.js';
import { counterValue } from './crdt/counter.js';
import { Tally, type Tallied } from './crdt/tally.js';
import { collectObject } from './graph/collect.js';
import { Dots } from './graph/dots.js';
import { GraphObject } from './graph/graph-object.js';
import { replicatedObject } from './graph/replicated-object.js';
import { sequentialSources } from './graph/sequential-sources.js';
import type { Split } from './graph/split.js';
import { join, type Vector } from './vector.js';
import { compareText } from './hybrid-order.js';
import { setMember } from './apply-patch.js';
import type { MergeResult, Merger, MergerOptions, ObjectView, Strategy } from './strategy.js';
import { coverVersion, versionVector } from './version-vector.js';

const none: readonly never[] = [];
const superseded: MergeResult = { outcome: 'superseded', reasons: none, touched: none };

/** Every field is a last-writer register, unless it is tallied. */
const everyField = { has: () => true };

class CrdtMerger implements Merger {
  readonly #objects = new Map<string, GraphObject>();
  readonly #tallies = new WeakMap<GraphObject, Tally>();
  readonly #tallied: Tallied;
  /** The dots that were collected, and what the collected objects' authors knew: the context of their next write. */
  readonly #collected = new Dots();
  readonly #graves: Vector = new Map();

  constructor({ engine }: MergerOptions) {
    const tallied = new Map<string, 'set' | 'counter'>();
    for (const [field, kind] of Object.entries(engine.merge.crdt ?? {}))
      if (kind !== 'register') tallied.set(field, kind);
    this.#tallied = tallied;
  }

  add(version: Version): MergeResult {
    const { objectId } = version;
    const object = this.#objects.get(objectId);
    if (object === undefined) {
      if (this.#collected.has(version.deviceId, version.clock.n)) return superseded;
      this.#objects.set(objectId, new GraphObject(version, everyField));
      return { outcome: 'applied', reasons: none, touched: [objectId] };
    }
    const did = object.add(version, everyField, this.#collected);
    if (did === 'known') return superseded;
    // A register that lost may count as a contribution still.
    const contributes = did === 'stands' || (this.#tallied.size > 0 && version.record !== undefined);
    const outcome = did === 'follows' ? 'applied' : contributes ? 'merged' : 'superseded';
    return { outcome, reasons: none, touched: [objectId] };
  }

  objectIds(): Iterable<string> {
    return this.#objects.keys();
  }

  view(objectId: string): ObjectView | undefined {
    const object = this.#objects.get(objectId);
    const plain = { held: none, conflicts: none };
    if (object === undefined) {
      if (this.#graves.size === 0) return undefined;
      return { ...plain, record: undefined, context: new Map(this.#graves), inForce: none };
    }
    const { split } = object;
    if (split === undefined) {
      const record = object.record === undefined ? undefined : this.#normal(object.record);
      return { ...plain, record, context: versionVector([object.head]), inForce: sequentialSources(object) };
    }
    return { ...plain, ...this.#project(object, split), context: new Map(split.known) };
  }

  replicated(): Json {
    const objects: Record<string, Json> = {};
    for (const [objectId, object] of this.#objects) {
      const state = replicatedObject(object);
      if (state === undefined) continue;
      const fields: Record<string, Json> = { ...state.fields };
      for (const field of this.#tallied.keys()) {
        const value = this.#tallyValue(object, field);
        Reflect.deleteProperty(fields, field);
        if (value !== undefined) setMember(fields, field, [flat(value)]);
      }
      setMember(objects, objectId, { fields });
    }
    return objects;
  }

  collect(frontier: ReadonlyMap<string, number>): number {
    let count = 0;
    for (const [objectId, object] of this.#objects) {
      // Contributions are differences, each from those before: they are kept while concurrent ones may come.
      if (object.split !== undefined && this.#tallied.size > 0 && object.alive()) continue;
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

  #tallyValue(object: GraphObject, field: string): Json | undefined {
    if (object.split !== undefined) return this.#tally(object, object.split).value(field);
    const { record } = object;
    if (record === undefined || !Object.hasOwn(record, field)) return undefined;
    return normal(record[field] ?? null, this.#tallied.get(field));
  }

  #tally(object: GraphObject, split: Split): Tally {
    let tally = this.#tallies.get(object);
    if (tally === undefined) this.#tallies.set(object, (tally = new Tally(this.#tallied)));
    tally.follow(split);
    return tally;
  }

  #normal(record: JsonObject): JsonObject {
    if (this.#tallied.size === 0) return record;
    const result: Record<string, Json> = {};
    for (const name of Object.keys(record))
      setMember(result, name, normal(record[name] ?? null, this.#tallied.get(name)));
    return result;
  }

  #project(object: GraphObject, split: Split): Pick<ObjectView, 'record' | 'inForce'> {
    if (!split.alive()) return { record: undefined, inForce: none };
    const record: Record<string, Json> = {};
    const sources = new Set<string>();
    const tally = this.#tallied.size > 0 ? this.#tally(object, split) : undefined;
    for (const [name, field] of split.fields) {
      const tallied = this.#tallied.has(name);
      const winner = field.winner(true);
      const value = tallied ? tally?.value(name) : winner?.value;
      if (value === undefined) continue;
      setMember(record, name, value);
      const heads = tallied ? field.heads : field.heads.filter((head) => head === winner);
      for (const head of heads) if (head.value !== undefined) sources.add(head.version.id);
    }
    if (sources.size === 0) for (const { id } of split.edits) sources.add(id);
    return { record, inForce: [...sources].sort(compareText) };
  }
}

const normal = (value: Json, kind: 'set' | 'counter' | undefined): Json =>
  kind === undefined ? value : kind === 'set' ? setValue(value) : counterValue(value);

/**
 * Registers, sets and counters, for what nobody needs to be asked about: presence, cursors, layout. Laws: the state
 * is a function of the set of versions (commutative, associative, idempotent); nothing is ever in conflict.
 *
 * - A field is a last-writer register by the hybrid clock, unless the engine declares it a set (add wins over a
 *   concurrent removal) or a counter (concurrent increments add up, exactly).
 * - A deletion removes what its author had seen; an edit concurrent with it keeps the object.
 * - Sets are shown as arrays in the order of their elements' canonical texts.
 */
export const crdt: Strategy = {
  name: 'crdt',
  createMerger: (options) => new CrdtMerger(options),
};
