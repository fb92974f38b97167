import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { exactly, minus, plus, rounded, zero, type Dyadic } from './dyadic.js';
import type { Touch } from './touch.js';

/** The number that a counter field stands for; anything else counts as 0. */
export const counterValue = (value: Json): number => (typeof value === 'number' ? value : 0);

/**
 * A counter. A record has its value; a write contributes the difference between the value that it has and the one
 * that its author knew, and the counter is the sum of the contributions, exactly. A write that removes the field
 * takes back the contributions that its author had seen.
 */
export class Counter {
  readonly #contributions: { readonly version: Version; readonly difference: Dyadic }[] = [];
  readonly #removals: Version[] = [];

  add({ version, value }: Touch, inPast: (version: Version) => boolean): void {
    if (value === undefined) this.#removals.push(version);
    else {
      const known = this.#sum(inPast);
      this.#contributions.push({ version, difference: minus(exactly(counterValue(value)), known ?? zero) });
    }
  }

  /** Undefined where no write of the field stands. */
  value(): Json | undefined {
    const sum = this.#sum(() => true);
    return sum === undefined ? undefined : rounded(sum);
  }

  #sum(among: (version: Version) => boolean): Dyadic | undefined {
    const removals = this.#removals.filter(among);
    let sum: Dyadic | undefined;
    for (const { version, difference } of this.#contributions) {
      if (among(version) && !removals.some((removal) => sees(removal, version))) sum = plus(sum ?? zero, difference);
    }
    return sum;
  }
}
