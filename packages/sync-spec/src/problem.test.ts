import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten, toPointer } from './problem.js';

/** RFC 6901 §4, as a reader of a pointer applies it. */
const resolve = (pointer: string, document: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, token) => (value as Record<string, unknown>)[token], document);

describe('toPointer', () => {
  // The examples of RFC 6901 §5.
  it.each([
    [[], ''],
    [['foo'], '/foo'],
    [['foo', 0], '/foo/0'],
    [[''], '/'],
    [['a/b'], '/a~1b'],
    [['c%d'], '/c%d'],
    [['i\\j'], '/i\\j'],
    [[' '], '/ '],
    [['m~n'], '/m~0n'],
    [['~1'], '/~01'],
  ])('writes %j as %j', (path, pointer) => {
    expect(toPointer(path)).toBe(pointer);
  });

  it('leads back to the value, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('~', '/', '~0', '~1', '')), { maxLength: 5 }),
        (path) => {
          const document = path.reduceRight<unknown>((value, name) => Object.fromEntries([[name, value]]), 'here');
          expect(resolve(toPointer(path), document)).toBe('here');
        },
      ),
    );
  });
});

describe('shorten', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [true, 'true'],
    [5, '5'],
    ['high', '"high"'],
    [[], '[]'],
    [[1, 2], 'an array of 2'],
    [{}, 'an object'],
    [{ a: 1 }, 'an object'],
  ])('writes %j as %s', (value, text) => {
    expect(shorten(value)).toBe(text);
  });

  it('cuts a long string, and never between the halves of a character', () => {
    expect(shorten('x'.repeat(1_000_000))).toBe(`"${'x'.repeat(78)}…`);
    expect(shorten(`${'x'.repeat(77)}${'😀'.repeat(20)}`)).toBe(`"${'x'.repeat(77)}…`);
    expect(shorten('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
  });

  it('lets no character through that a terminal would obey', () => {
    expect(shorten('\u001b[31m\u009b2J\u202e\u2028\r\n\u{e0001}')).toBe(
      '"\\u001b[31m\\u009b2J\\u202e\\u2028\\r\\n\\udb40\\udc01"',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(shorten(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(shorten(value).length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 2_000 },
    );
  });
});
