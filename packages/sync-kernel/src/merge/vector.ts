/** Device → dot. */
export type Vector = Map<string, number>;

/** Raises `vector` to cover `other`. */
export const join = (vector: Vector, other: ReadonlyMap<string, number>): void => {
  other.forEach((n, device) => {
    if (n > (vector.get(device) ?? 0)) vector.set(device, n);
  });
};

/** The dot up to which the vector covers a device; 0 for none. */
export const upTo = (vector: ReadonlyMap<string, number>, device: string): number => vector.get(device) ?? 0;

/** Whether the vector covers all of another. */
export const covers = (vector: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean => {
  let missing = 0;
  // Without an iterator, which every write would pay for.
  other.forEach((n, device) => {
    if (upTo(vector, device) < n) missing += 1;
  });
  return missing === 0;
};
