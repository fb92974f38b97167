import { engine } from '@sourceos/sync-workspace';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstsOf, idOf, largestBurst, recordOf, spread } from './records.js';

describe('the records', () => {
  it('are tasks as the workspace engine takes them, and nothing in them asks for a person', () => {
    for (const index of [0, 1, 999, 99_999, 999_999]) {
      expect(engine.record.safeParse(recordOf(index)).success).toBe(true);
      expect(idOf(index)).toBe(`urn:srcos:task:t${index}`);
    }
  });

  it('are the same for a number, and others for others', () => {
    expect(recordOf(41)).toEqual(recordOf(41));
    expect(new Set(Array.from({ length: 1_000 }, (_, index) => JSON.stringify(recordOf(index)))).size).toBe(1_000);
  });

  it('go out in bursts that have each number once, in order, and none over the most', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), (count) => {
        const bursts = burstsOf(count);
        expect(bursts.flat()).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(bursts.every(({ length }) => length > 0 && length <= largestBurst)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('are changed in as many different places as are asked for, or in all where there are fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 10_000 }), (count, over) => {
        const chosen = spread(count, over);
        expect(new Set(chosen).size).toBe(Math.min(count, over));
        expect(chosen.every((index) => index >= 0 && index < over)).toBe(true);
      }),
    );
  });
});
