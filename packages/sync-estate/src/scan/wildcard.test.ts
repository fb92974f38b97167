import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWildcard } from './wildcard.js';

const expressionOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[^a-z]/g, '\\$&'))
      .join('.*')}$`,
  );

it('matches what an expression with .* for each star matches', () => {
  const short = (units: string) => fc.string({ unit: fc.constantFrom(...units.split('')), maxLength: 8 });
  fc.assert(
    fc.property(short('ab*/'), short('ab/'), (pattern, text) => {
      expect(createWildcard(pattern)(text)).toBe(expressionOf(pattern).test(text));
    }),
    { numRuns: 20_000 },
  );
});

it('does not let the start and the end of a pattern share characters', () => {
  expect(createWildcard('aba*aba')('ababa')).toBe(false);
  expect(createWildcard('aba*aba')('abaaba')).toBe(true);
});

it('ignores case, and knows no other special character', () => {
  expect(createWildcard('Engine/*')('engine/Review-aware')).toBe(true);
  expect(createWildcard('a.c')('abc')).toBe(false);
});
