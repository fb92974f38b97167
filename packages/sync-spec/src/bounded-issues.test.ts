import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { boundedIssues } from './bounded-issues.js';
import { uniqueItems } from './unique-items.js';

const schema = z.strictObject({
  name: z.string(),
  list: uniqueItems(z.string()).min(1),
  more: uniqueItems(z.string()).optional(),
});
const long = (length: number): string[] => Array.from({ length }, (_, index) => `item ${index}`);

describe('boundedIssues', () => {
  it('finds an issue exactly where the schema does, however long the lists', () => {
    const item = fc.oneof(
      { weight: 9, arbitrary: fc.constant('a') },
      { weight: 1, arbitrary: fc.constantFrom(0, null) },
    );
    const list = fc.oneof(
      fc.array(item, { maxLength: 3 }),
      // A long list, at times with one fault somewhere in it.
      fc
        .tuple(fc.nat({ max: 1_100 }), fc.constantFrom('unlike any other', 'item 3', 0, {}))
        .map(([at, fault]) => long(1_200).map((right, index): unknown => (index === at ? fault : right))),
    );
    const document = fc.record(
      { name: fc.oneof(fc.string(), fc.nat()), list, more: list, extra: fc.nat() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(document, (value) => {
        const expected = schema.safeParse(value).error?.issues ?? [];
        const found = boundedIssues(schema, value, 100);
        expect(found.length === 0).toBe(expected.length === 0);
        const places = (issues: readonly z.core.$ZodIssue[]) =>
          issues.map(({ code, path }) => `${code} ${path.join('/')}`);
        expect(places(found).sort()).toEqual(places(expected).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('stops at the limit in one list, and still looks at the others', () => {
    const wrong = Array.from({ length: 5_000 }, () => 0);
    const found = boundedIssues(schema, { name: 1, list: wrong, more: wrong }, 10);
    const count = (name: string) => found.filter(({ path }) => path[0] === name).length;
    expect([count('name'), count('list'), count('more')]).toEqual([1, 10, 10]);
  });

  it.each([null, [], 'x', Array.from({ length: 5_000 }, () => 0)])('has one issue with what is no object', (value) => {
    expect(boundedIssues(schema, value, 10)).toHaveLength(1);
  });
});
