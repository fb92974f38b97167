/** None, one, or a set of several: most nodes have one edge, and a set for one is not worth its memory. */
export type OneOrMany<Value extends object> = Value | Set<Value> | undefined;

/** With one more. */
export const withOne = <Value extends object>(values: OneOrMany<Value>, value: Value): OneOrMany<Value> => {
  if (values === undefined || values === value) return value;
  return values instanceof Set ? values.add(value) : new Set([values, value]);
};

/** With one fewer. */
export const withoutOne = <Value extends object>(values: OneOrMany<Value>, value: Value): OneOrMany<Value> => {
  if (values === value) return undefined;
  if (values instanceof Set) {
    values.delete(value);
    if (values.size === 0) return undefined;
  }
  return values;
};

/** Each of them. */
export const each = <Value extends object>(values: OneOrMany<Value>): Iterable<Value> => {
  if (values === undefined) return [];
  return values instanceof Set ? values : [values];
};
