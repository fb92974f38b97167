import { expect, it } from 'vitest';
import { exponentOf } from './curve.js';

const curve = (power: number) =>
  [1_000, 16_000, 64_000, 256_000, 1_000_000].map((bytes) => ({ bytes, time: 3 * bytes ** power, copy: 2 * bytes }));

it.each([0.5, 1, 2])('finds the exponent %d of a power of the size', (power) => {
  expect(exponentOf(curve(power))).toBeCloseTo(power, 9);
  expect(exponentOf(curve(power), 'copy')).toBeCloseTo(1, 9);
});

it('does not say an exponent of two points', () => {
  expect(exponentOf(curve(1).slice(0, 3))).toBeUndefined();
});
