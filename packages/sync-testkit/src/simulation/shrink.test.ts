import { expect, it } from 'vitest';
import { shrink } from './shrink.js';

const items = Array.from({ length: 100 }, (_, index) => index);

it('finds the two items of a hundred that fail together', () => {
  const fails = (fewer: readonly number[]): boolean => fewer.includes(17) && fewer.includes(71);

  expect(shrink(items, fails, 1_000)).toEqual([17, 71]);
});

it('asks no more often than it may, and returns what failed', () => {
  let asked = 0;
  const fails = (fewer: readonly number[]): boolean => {
    asked += 1;
    return fewer.includes(50);
  };
  const kept = shrink(items, fails, 3);

  expect(asked).toBe(3);
  expect(kept).toContain(50);
  expect(kept.length).toBeLessThan(items.length);
});
