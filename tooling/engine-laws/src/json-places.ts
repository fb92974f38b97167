/** Steps into a JSON value: names of members and indexes of items. */
export type Path = readonly (string | number)[];

/** The paths of every object inside a JSON value, the value itself included. */
export const objectPlaces = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([name, child]) =>
    objectPlaces(child, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return Array.isArray(value) ? below : [path, ...below];
};

/** The object at a path that `objectPlaces` gave. */
export const objectAt = (value: unknown, path: Path): object =>
  path.reduce<unknown>((place, step) => (place as Record<string | number, unknown>)[step], value) as object;

/** A value as it is once stored and read again. */
export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A copy of a JSON value with one more member in the object at a path. `__proto__` becomes a member too. */
export const withMember = (value: unknown, path: Path, name: string, member: unknown): unknown => {
  const copy = throughJson(value);
  Object.defineProperty(objectAt(copy, path), name, {
    value: member,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
};
