import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { namedEntries } from './named-entries.js';
import { recordPaths } from './record-paths.js';

const entries = namedEntries(z.string().regex(/^[a-z_]+$/), z.strictObject({ run: z.string() }), 2);

describe('namedEntries', () => {
  it('keeps the entries', () => {
    expect(entries.parse({ a: { run: 'x' }, constructor: { run: 'y' } })).toEqual({
      a: { run: 'x' },
      constructor: { run: 'y' },
    });
  });

  it('refuses a member named __proto__, which z.record would drop', () => {
    const hostile: unknown = JSON.parse('{ "__proto__": { "run": "x" } }');
    expect(z.record(z.string(), z.unknown()).safeParse(hostile).success).toBe(true);
    expect(entries.safeParse(hostile).success).toBe(false);
  });

  it.each([
    ['too many entries', { a: { run: 'x' }, b: { run: 'x' }, c: { run: 'x' } }],
    ['a name of another form', { A: { run: 'x' } }],
    ['a value of another type', { a: 'x' }],
    ['an array', []],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(entries.safeParse(value).success).toBe(false);
  });

  it('is transparent to paths of dangerous fields', () => {
    expect([...recordPaths(z.strictObject({ aliases: entries.optional() }))]).toEqual(['aliases', 'aliases.run']);
  });
});
