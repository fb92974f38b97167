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

  *entries(): MapIterator<[string, number]> {
    const pairs = this.#pairs;
    for (let i = 0; i < pairs.length; i += 2) yield [pairs[i] as string, pairs[i + 1] as number];
    return undefined;
  }

  *keys(): MapIterator<string> {
    for (const [device] of this.entries()) yield device;
    return undefined;
  }

  *values(): MapIterator<number> {
    for (const [, dot] of this.entries()) yield dot;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.entries();
  }

  forEach(visit: (dot: number, device: string, vector: ReadonlyMap<string, number>) => void): void {
    for (const [device, dot] of this.entries()) visit(dot, device, this);
  }
}
