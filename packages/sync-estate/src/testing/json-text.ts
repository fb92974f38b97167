import fc from 'fast-check';

/** One way of writing a JSON value, and what stands in it. */
export interface WrittenJson {
  readonly text: string;
  readonly value: unknown;
  /** The deepest nesting of objects and arrays. */
  readonly depth: number;
  /** Member names, each as often as it is written. */
  readonly members: number;
}

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r', ''), maxLength: 3 });

const escapeOf = (character: string): string =>
  [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');

/** A string in one of its many spellings: each character as it is, or as an escape. */
const writtenString = (characters: fc.Arbitrary<string>): fc.Arbitrary<{ text: string; value: string }> =>
  fc.array(fc.tuple(characters, fc.boolean()), { maxLength: 6 }).map((units) => ({
    value: units.map(([character]) => character).join(''),
    text: `"${units
      .map(([character, escape]) => (escape ? escapeOf(character) : JSON.stringify(character).slice(1, -1)))
      .join('')}"`,
  }));

const anyCharacter = fc.oneof(
  fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', '\n', '\u0000', '\u2028', '😀'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

const scalar: fc.Arbitrary<WrittenJson> = fc
  .oneof(
    writtenString(anyCharacter),
    fc.constantFrom('0', '-0', '1e400', '-12.5E-3', 'true', 'false', 'null').map((text) => ({
      text,
      value: JSON.parse(text) as unknown,
    })),
  )
  .map((written) => ({ ...written, depth: 0, members: 0 }));

const listOf = (item: fc.Arbitrary<WrittenJson>): fc.Arbitrary<WrittenJson> =>
  fc.tuple(fc.array(item, { maxLength: 4 }), space).map(([items, gap]) => ({
    text: `[${gap}${items.map(({ text }) => `${gap}${text}`).join(`${gap},`)}${gap}]`,
    value: items.map(({ value }) => value),
    depth: 1 + Math.max(0, ...items.map(({ depth }) => depth)),
    members: items.reduce((sum, { members }) => sum + members, 0),
  }));

/** Names from few characters, so that some are given twice. */
const objectOf = (
  member: fc.Arbitrary<WrittenJson>,
  names: fc.Arbitrary<{ text: string; value: string }>,
): fc.Arbitrary<WrittenJson> =>
  fc.tuple(fc.array(fc.tuple(names, member), { maxLength: 4 }), space).map(([members, gap]) => ({
    text: `{${gap}${members.map(([name, { text }]) => `${name.text}${gap}:${gap}${text}`).join(`${gap},${gap}`)}${gap}}`,
    value: Object.fromEntries(members.map(([name, { value }]) => [name.value, value])),
    depth: 1 + Math.max(0, ...members.map(([, { depth }]) => depth)),
    members: members.reduce((sum, [, inner]) => sum + 1 + inner.members, 0),
  }));

const names = fc.oneof(
  writtenString(fc.constantFrom('a', 'b')),
  writtenString(anyCharacter),
  fc.constantFrom('__proto__', 'constructor').map((value) => ({ value, text: JSON.stringify(value) })),
);

/** Any JSON text of a few levels, with white space, escapes, and names that may be given twice. */
export const writtenJson: fc.Arbitrary<WrittenJson> = fc.letrec<{ json: WrittenJson }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    listOf(tie('json')),
    objectOf(tie('json'), names),
  ),
})).json;
