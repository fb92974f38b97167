import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded choices: the same seed makes the same ones, on every machine. */
export interface Pick {
  /** An integer from 0 up to, not including, `bound`, which is at least 1. */
  readonly below: (bound: number) => number;
  /** True in `percent` of a hundred cases. */
  readonly chance: (percent: number) => boolean;
  /** One of the items. Throws a RangeError where there is none. */
  readonly of: <Item>(items: readonly Item[]) => Item;
  /** The items in another order. */
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  readonly bytes: (length: number) => Uint8Array;
}

/** Choices from a seed, a 32-bit integer. */
export const createPick = (seed: number): Pick => {
  const generator = xoroshiro128plus(seed | 0);
  const below = (bound: number): number => uniformInt(generator, 0, bound - 1);
  const of = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('There is nothing to choose from.');
    return items[below(items.length)] as Item;
  };
  return {
    below,
    chance: (percent) => below(100) < percent,
    of,
    shuffled: (items) => {
      const left = [...items];
      return items.map(() => left.splice(below(left.length), 1)[0] as (typeof items)[number]);
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
};
