/**
 * The paths of every object inside a JSON value, the value itself included.
 *
 * @param {unknown} value
 * @param {readonly (string | number)[]} path
 * @returns {(readonly (string | number)[])[]}
 */
export const objectPlaces = (value, path = []) => {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([name, child]) =>
    objectPlaces(child, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return Array.isArray(value) ? below : [path, ...below];
};

/**
 * A copy of a JSON value with one more member in the object at a path. `__proto__` becomes a member too.
 *
 * @param {unknown} value
 * @param {readonly (string | number)[]} path
 * @param {string} name
 * @param {unknown} member
 */
export const withMember = (value, path, name, member) => {
  const copy = structuredClone(value);
  const place = path.reduce((object, step) => object[step], copy);
  Object.defineProperty(place, name, { value: member, enumerable: true, configurable: true, writable: true });
  return copy;
};
