import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { deletes, replaces } from '../graph/operation.js';
import type { Split } from '../graph/split.js';
import { compareHybrid } from '../hybrid-order.js';
import { AddWinsSet } from './add-wins-set.js';
import { Counter } from './counter.js';

/** Top-level fields that are sets or counters. */
export type Tallied = ReadonlyMap<string, 'set' | 'counter'>;

/**
 * The sets and counters of an object that devices changed concurrently. What a write contributes is worked out
 * once, from the part of the history that its author knew; anew for all only when a part of it comes late.
 */
export class Tally {
  readonly #fields: Tallied;
  #values = new Map<string, Counter | AddWinsSet>();
  #versions: Version[] = [];
  #rebuilds = -1;

  constructor(fields: Tallied) {
    this.#fields = fields;
  }

  /** Takes in what the object's fields have taken in since the last time. */
  follow(split: Split): void {
    const fresh = split.versions.slice(this.#versions.length);
    const late = fresh.some((version) => this.#versions.some((other) => sees(other, version)));
    if (split.rebuilds === this.#rebuilds && !late) {
      for (const version of fresh.sort(compareHybrid)) this.#add(version, split);
      return;
    }
    this.#rebuilds = split.rebuilds;
    this.#values = new Map();
    this.#versions = [];
    for (const version of [...split.versions].sort(compareHybrid)) this.#add(version, split);
  }

  /** The value of a field; undefined where it has none. */
  value(field: string): Json | undefined {
    return this.#values.get(field)?.value();
  }

  #add(version: Version, split: Split): void {
    const inPast = (other: Version): boolean => sees(version, other) && compareHybrid(other, version) < 0;
    const clears = deletes(version) ? split.stands(version) : replaces(version);
    for (const [field, kind] of this.#fields) {
      const { record } = version;
      const writes = record !== undefined && Object.hasOwn(record, field);
      if (!clears && !writes) continue;
      let value = writes ? record[field] : undefined;
      if (value === null && !replaces(version)) value = undefined;
      let tallied = this.#values.get(field);
      if (tallied === undefined) {
        tallied = kind === 'set' ? new AddWinsSet() : new Counter();
        this.#values.set(field, tallied);
      }
      tallied.add({ version, value }, inPast);
    }
    this.#versions.push(version);
  }
}
