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
