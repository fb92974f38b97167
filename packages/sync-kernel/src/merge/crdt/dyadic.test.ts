import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, minus, plus, rounded, zero } from './dyadic.js';

const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

describe('exact sums of doubles', () => {
  it('are the double itself for one', () => {
    fc.assert(
      fc.property(double, (value) => rounded(exactly(value)) === value),
      { numRuns: 1000 },
    );
  });

  it('round like the processor does for two', () => {
    fc.assert(
      fc.property(double, double, (a, b) => {
        const sum = Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, a + b));
        return rounded(plus(exactly(a), exactly(b))) === (sum === 0 ? 0 : sum);
      }),
      { numRuns: 1000 },
    );
  });

  it('do not depend on the order, and take back what was added', () => {
    fc.assert(
      fc.property(fc.array(double, { maxLength: 8 }), double, (values, start) => {
        const sum = values.reduce((total, value) => plus(total, exactly(value)), exactly(start));
        const reversed = values.toReversed().reduce((total, value) => plus(total, exactly(value)), zero);
        expect(rounded(plus(reversed, exactly(start)))).toBe(rounded(sum));
        expect(rounded(minus(sum, reversed))).toBe(start);
      }),
      { numRuns: 200 },
    );
  });
});
