import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from './back-off.js';

const limits = { first: 100, most: 10_000 };

describe('the wait after failures', () => {
  it('is none before the first failure', () => {
    expect(backOff(0, () => 0.5, limits)).toBe(0);
  });

  it('grows with each failure, whatever the jitter, up to its bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, draw) => {
          const wait = backOff(failures, () => draw, limits);
          const ceiling = Math.min(limits.most, limits.first * 2 ** Math.min(failures - 1, 30));
          expect(wait).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
          expect(wait).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });

  it('differs by the jitter', () => {
    expect(backOff(5, () => 0, limits)).not.toBe(backOff(5, () => 0.9, limits));
  });
});
