import { describe, expect, it } from 'vitest';
import { sizesTo, targetSize } from './sizes.js';

describe('the sizes of a sync run', () => {
  it('are powers of ten up to the largest, which is always among them', () => {
    expect(sizesTo(1_000)).toEqual([1_000]);
    expect(sizesTo(25_000)).toEqual([1_000, 10_000, 25_000]);
    expect(sizesTo(1_000_000)).toEqual([1_000, 10_000, 100_000, 1_000_000]);
  });

  it('hold targets against a hundred thousand records, or the most there are', () => {
    expect([targetSize(10_000), targetSize(100_000), targetSize(1_000_000)]).toEqual([10_000, 100_000, 100_000]);
  });
});
