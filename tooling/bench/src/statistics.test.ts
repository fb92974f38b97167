import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileOf, spreadOf } from './statistics.js';

describe('the spread of a series', () => {
  it('has the middle of an odd count and the mean of the middle two of an even one', () => {
    expect(spreadOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 });
    expect(spreadOf([4, 1, 9, 2])).toEqual({ median: 3, min: 1, max: 9 });
  });

  it('does not depend on the order of the runs', () => {
    const series = fc.array(fc.integer(), { minLength: 1 });
    const shuffled = series.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, ([items, others]) => {
        expect(spreadOf(others)).toEqual(spreadOf(items));
      }),
    );
  });

  it('is refused where there is nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('the quantile of a series', () => {
  it('is the smallest of its numbers that the share does not exceed', () => {
    const series = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantileOf(series, 0.99), quantileOf(series, 0.5), quantileOf(series, 0), quantileOf([7], 0.99)]).toEqual([
      99, 50, 1, 7,
    ]);
  });

  it('is none of a series without numbers', () => {
    expect(() => quantileOf([], 0.5)).toThrow(RangeError);
  });
});
