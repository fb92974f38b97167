/** The paths of every object inside a JSON value, the value itself included. */
export declare const objectPlaces: (value: unknown) => (readonly (string | number)[])[];

/** A copy of a JSON value with one more member in the object at a path. `__proto__` becomes a member too. */
export declare const withMember: (
  value: unknown,
  path: readonly (string | number)[],
  name: string,
  member: unknown,
) => unknown;
