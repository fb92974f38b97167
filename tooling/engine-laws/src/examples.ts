import { objectAt, objectPlaces, type Path } from './json-places.js';

/** An object in an example of a record: where something can be put. */
export interface ExampleObject {
  readonly example: object;
  readonly path: Path;
}

/** A member of an object in an example: what can be replaced. */
export interface ExampleMember extends ExampleObject {
  readonly name: string;
  readonly value: unknown;
}

/** Every object in the examples, the examples themselves included. */
export const objectsOf = (examples: readonly object[]): readonly ExampleObject[] =>
  examples.flatMap((example) => objectPlaces(example).map((path) => ({ example, path })));

/** Every member of every object in the examples. */
export const membersOf = (examples: readonly object[]): readonly ExampleMember[] =>
  objectsOf(examples).flatMap(({ example, path }) =>
    Object.entries(objectAt(example, path)).map(([name, value]: [string, unknown]) => ({ example, path, name, value })),
  );
