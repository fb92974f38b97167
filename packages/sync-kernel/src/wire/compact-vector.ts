/** Where a device stands in the list of pairs, or would stand: its index, or the complement of it. */
const search = (pairs: readonly (string | number)[], device: string): number => {
  let low = 0;
  let high = pairs.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = pairs[2 * middle] as string;
    if (found === device) return middle;
    if (found < device) low = middle + 1;
    else high = middle;
  }
  return -1;
};

/** Goes over the pairs. Every write's context is gone over, and a generator would cost more than its two devices. */
class Pairs implements MapIterator<[string, number]> {
  readonly #pairs: readonly (string | number)[];
  #at = 0;

  constructor(pairs: readonly (string | number)[]) {
    this.#pairs = pairs;
  }

  next(): IteratorResult<[string, number], undefined> {
    const at = this.#at;
    if (at >= this.#pairs.length) return { done: true, value: undefined };
    this.#at = at + 2;
    return { done: false, value: [this.#pairs[at] as string, this.#pairs[at + 1] as number] };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/**
 * A version vector that never changes, in a list: the context of every write is kept, and a `Map` of one or two
 * devices takes three times the memory.
 */
export class CompactVector implements ReadonlyMap<string, number> {
  static readonly empty = new CompactVector([]);
  readonly #pairs: readonly (string | number)[];

  /** @param pairs device, dot, device, dot, …, in the order of the devices by UTF-16 code units, each once */
  constructor(pairs: readonly (string | number)[]) {
    this.#pairs = pairs;
  }

  get size(): number {
    return this.#pairs.length / 2;
  }

  get(device: string): number | undefined {
    const at = search(this.#pairs, device);
    return at < 0 ? undefined : (this.#pairs[2 * at + 1] as number);
  }

  has(device: string): boolean {
    return search(this.#pairs, device) >= 0;
  }

  entries(): MapIterator<[string, number]> {
    return new Pairs(this.#pairs);
  }

  *keys(): MapIterator<string> {
    for (const [device] of this) yield device;
    return undefined;
  }

  *values(): MapIterator<number> {
    for (const [, dot] of this) yield dot;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return new Pairs(this.#pairs);
  }

  forEach(visit: (dot: number, device: string, vector: ReadonlyMap<string, number>) => void): void {
    const pairs = this.#pairs;
    for (let i = 0; i < pairs.length; i += 2) visit(pairs[i + 1] as number, pairs[i] as string, this);
  }
}
