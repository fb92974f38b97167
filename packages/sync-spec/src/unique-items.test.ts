import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { uniqueItems } from './unique-items.js';

const list = uniqueItems(z.string());
const issues = (items: readonly unknown[]) => list.safeParse(items).error?.issues ?? [];

describe('uniqueItems', () => {
  it('accepts exactly the lists whose items differ', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'A', '', '__proto__', 'constructor')), (items) => {
        expect(list.safeParse(items).success).toBe(new Set(items).size === items.length);
      }),
    );
  });

  it('points at each repetition, not at the first item', () => {
    expect(issues(['a', 'b', 'a', 'c', 'b', 'a']).map(({ path }) => path)).toEqual([[2], [4], [5]]);
  });

  it('raises a bounded number of issues', () => {
    expect(issues(Array.from({ length: 10_000 }, () => 'a'))).toHaveLength(100);
  });
});
