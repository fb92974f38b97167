import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { compareHybrid } from '../hybrid-order.js';
import { sameJson } from '../same-json.js';
import { join, upTo, type Vector } from '../vector.js';

/** What a version made of a field; undefined where it removed it. */
export interface Head {
  readonly version: Version;
  readonly value: Json | undefined;
}

/** One top-level field of an object that devices edited concurrently: its causally maximal values. */
export class Field {
  /** The writes to the field that no other write to it has seen. */
  heads: Head[] = [];
  /** What the authors of writes to this field had seen. */
  readonly #seen: Vector = new Map();

  /** Takes in a write to the field. `cleared`: what writes of the whole record had seen. True where it stands. */
  add(head: Head, cleared: Vector): boolean {
    const { version } = head;
    join(this.#seen, version.clock.context);
    this.heads = this.heads.filter((other) => !this.#dominates(other.version));
    const { deviceId, clock } = version;
    if (this.#dominates(version) || upTo(cleared, deviceId) >= clock.n) return false;
    this.heads.push(head);
    return true;
  }

  /** Drops what a write of the whole record had seen. */
  clear(cleared: Vector): void {
    if (this.heads.some(({ version }) => upTo(cleared, version.deviceId) >= version.clock.n)) {
      this.heads = this.heads.filter(({ version }) => upTo(cleared, version.deviceId) < version.clock.n);
    }
  }

  /**
   * The head in force: the last by the hybrid order. A value beats a concurrent removal, unless the last writer
   * counts.
   */
  winner(lastWriter: boolean): Head | undefined {
    let best: Head | undefined;
    for (const head of this.heads) {
      if (head.value === undefined && !lastWriter) continue;
      if (best === undefined || compareHybrid(head.version, best.version) > 0) best = head;
    }
    return best?.value === undefined ? undefined : best;
  }

  /** Whether the heads say different things. */
  contested(): boolean {
    const first = this.heads[0];
    return first !== undefined && this.heads.some((head) => !sameJson(head.value, first.value));
  }

  #dominates(version: Version): boolean {
    return upTo(this.#seen, version.deviceId) >= version.clock.n;
  }
}
