import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompactVector } from './compact-vector.js';

const entries = fc
  .uniqueArray(fc.tuple(fc.string({ maxLength: 3 }), fc.nat()), { selector: ([device]) => device, maxLength: 9 })
  .map((list) => list.toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe('a compact vector', () => {
  it('is the map of its pairs', () => {
    fc.assert(
      fc.property(entries, fc.string({ maxLength: 3 }), (list, other) => {
        const map = new Map(list);
        const vector = new CompactVector(list.flat());
        expect(vector.size).toBe(map.size);
        for (const device of [...map.keys(), other]) {
          expect(vector.get(device)).toBe(map.get(device));
          expect(vector.has(device)).toBe(map.has(device));
        }
        expect([...vector]).toEqual([...map]);
        expect([...vector.keys()]).toEqual([...map.keys()]);
        expect([...vector.values()]).toEqual([...map.values()]);
        const visited: [string, number][] = [];
        vector.forEach((dot, device) => visited.push([device, dot]));
        expect(visited).toEqual(list);
      }),
    );
  });
});
