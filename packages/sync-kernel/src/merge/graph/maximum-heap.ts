/** A binary heap: gives back its greatest value first. */
export class MaximumHeap<Value> {
  readonly #values: Value[] = [];
  readonly #compare: (a: Value, b: Value) => number;

  constructor(compare: (a: Value, b: Value) => number) {
    this.#compare = compare;
  }

  push(value: Value): void {
    const values = this.#values;
    let at = values.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const above = values[parent] as Value;
      if (this.#compare(above, value) >= 0) break;
      values[at] = above;
      at = parent;
    }
    values[at] = value;
  }

  pop(): Value | undefined {
    const values = this.#values;
    const top = values[0];
    const last = values.pop();
    if (last === undefined || values.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= values.length) break;
      if (child + 1 < values.length && this.#compare(values[child + 1] as Value, values[child] as Value) > 0)
        child += 1;
      if (this.#compare(values[child] as Value, last) <= 0) break;
      values[at] = values[child] as Value;
      at = child;
    }
    values[at] = last;
    return top;
  }
}
