import fc from 'fast-check';

type Parent = unknown[] | Record<string, unknown>;

const isParent = (value: unknown): value is Parent => typeof value === 'object' && value !== null;

/** Every object and array of a document, itself first. */
const parentsOf = (value: unknown): readonly Parent[] =>
  isParent(value) ? [value, ...Object.values(value).flatMap((member: unknown) => parentsOf(member))] : [];

const strangeNames = [
  ...['$schema', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', ''],
  ...['EngineId', 'mergeStratgy', 'stateCodes', 'reasonCodes', 'notes', '$id', 'engine/id', 'a~b'],
];

const strangeValues: readonly fc.JsonValue[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, '', ' ', 'true', 'null', '\n', '\u0000', '\ud83d\ude00'],
  ...[
    'high ',
    'High',
    'crdt\n',
    'a/b/c',
    '/',
    'sourceos.sync.',
    'urn:srcos:',
    'URN:SRCOS:',
    'sha256',
    'https://e.org/s.json',
  ],
  ...[[], [[]], {}, [null], [0], ['a', 'a'], [''], ['', ''], { a: 1 }],
];

/** One fault put into a document: where (modulo what is there), what happens to it, and with what. */
const mutation = fc.record({
  kind: fc.constantFrom('remove', 'replace', 'add', 'repeat'),
  parent: fc.nat(),
  member: fc.nat(),
  name: fc.oneof(fc.constantFrom(...strangeNames), fc.string({ maxLength: 5 })),
  value: fc.oneof(fc.constantFrom(...strangeValues), fc.jsonValue({ maxDepth: 1 })),
});

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const define = (parent: Parent, name: string | number, member: unknown): void => {
  const value = copy(member);
  // Not an assignment: `__proto__` is to become a member, as JSON.parse makes it one.
  Object.defineProperty(parent, name, { value, writable: true, enumerable: true, configurable: true });
};

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const apply = (document: unknown, { kind, parent, member, name, value }: Mutation): unknown => {
  const parents = parentsOf(document);
  const target = parents[parent % parents.length];
  if (target === undefined) return document;
  const names = Object.keys(target);
  const chosen = names[member % names.length];
  if (kind === 'add' || chosen === undefined) {
    define(target, Array.isArray(target) ? target.length : name, value);
  } else if (kind === 'replace') {
    define(target, chosen, value);
  } else if (Array.isArray(target)) {
    if (kind === 'remove') target.splice(Number(chosen), 1);
    else target.push(copy(target[Number(chosen)]));
  } else {
    Reflect.deleteProperty(target, chosen);
  }
  return document;
};

/** Documents with one to three faults, most with one. */
export const mutated = (documents: fc.Arbitrary<object>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      documents,
      fc.oneof(
        { weight: 3, arbitrary: fc.tuple(mutation) },
        { weight: 1, arbitrary: fc.array(mutation, { minLength: 2, maxLength: 3 }) },
      ),
    )
    .map(([document, mutations]) => mutations.reduce<unknown>(apply, copy(document)));
