import { orderKey } from '@sourceos/sync-spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderBetween } from './order-between.js';

const key = fc.stringMatching(/^[0-9A-Za-z]{0,6}[1-9A-Za-z]$/);

describe('a place between two siblings', () => {
  it('is a valid key between them, whatever they are', () => {
    fc.assert(
      fc.property(fc.option(key, { nil: undefined }), fc.option(key, { nil: undefined }), (one, other) => {
        fc.pre(one === undefined || other === undefined || one !== other);
        const [before, after] = one !== undefined && other !== undefined && one > other ? [other, one] : [one, other];
        const between = orderBetween(before, after);
        expect(orderKey().safeParse(between).success).toBe(true);
        if (before !== undefined) expect(before < between).toBe(true);
        if (after !== undefined) expect(between < after).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays short where a list only grows at an end', () => {
    let [first, last] = [orderBetween(undefined, undefined), orderBetween(undefined, undefined)];
    for (let count = 0; count < 10_000; count += 1) {
      const [before, after] = [orderBetween(undefined, first), orderBetween(last, undefined)];
      expect(before < first && last < after).toBe(true);
      [first, last] = [before, after];
    }
    expect(Math.max(first.length, last.length)).toBe(4);
  });

  it('exists below the first and above the last that can be counted', () => {
    expect(orderBetween(undefined, '00000001') < '00000001').toBe(true);
    expect(orderBetween('zzzzzz', undefined) > 'zzzzzz').toBe(true);
  });

  it('is asked for between two that are in order', () => {
    expect(() => orderBetween('b', 'a')).toThrow(RangeError);
    expect(() => orderBetween('a', 'a')).toThrow(RangeError);
  });
});
