import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concurrent, contextAfter, joinVectors, knew, seen, type Dotted } from './causality.js';
import { compareHybridTime, maxCounter, receive, tick } from './hybrid-time.js';

const vector = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 }), { noNullPrototype: true });
const vectors = vector.map((entries) => new Map(Object.entries(entries)));
const time = fc.record({
  wall: fc.nat(50),
  counter: fc.oneof(fc.nat(3), fc.constantFrom(maxCounter - 1, maxCounter)),
});

describe('version vectors', () => {
  it('join to the least vector above both', () => {
    fc.assert(
      fc.property(vectors, vectors, vectors, (a, b, c) => {
        const sorted = (m: ReadonlyMap<string, number>) => [...m].sort();
        expect(sorted(joinVectors(a, b))).toEqual(sorted(joinVectors(b, a)));
        expect(sorted(joinVectors(a, joinVectors(b, c)))).toEqual(sorted(joinVectors(joinVectors(a, b), c)));
        expect(sorted(joinVectors(a, a))).toEqual(sorted(a));
        for (const device of ['a', 'b', 'c']) {
          for (let n = 1; n <= 10; n += 1) {
            expect(seen(joinVectors(a, b), device, n)).toBe(seen(a, device, n) || seen(b, device, n));
          }
        }
      }),
    );
  });

  it('tell causal past from concurrency in any history', () => {
    // A history: each write's author takes up some of the writes before it. The past is computed as a set, too.
    const history = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.array(fc.nat(20), { maxLength: 3 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(history, (steps) => {
        const writes: (Dotted & { readonly past: ReadonlySet<number> })[] = [];
        const known = new Map<string, { vector: Map<string, number>; past: Set<number> }>();
        for (const [deviceId, takes] of steps) {
          const state = known.get(deviceId) ?? { vector: new Map<string, number>(), past: new Set<number>() };
          for (const take of takes) {
            const taken = writes[take];
            if (taken === undefined) continue;
            state.vector = joinVectors(state.vector, contextAfter(taken));
            state.past = new Set([...state.past, ...taken.past, take]);
          }
          const n = writes.filter((write) => write.deviceId === deviceId).length + 1;
          const write = { deviceId, clock: { n, context: new Map(state.vector) }, past: new Set(state.past) };
          state.vector = joinVectors(state.vector, contextAfter(write));
          state.past.add(writes.length);
          known.set(deviceId, state);
          writes.push(write);
        }
        writes.forEach((later, i) => {
          writes.forEach((earlier, j) => {
            expect(knew(later, earlier)).toBe(later.past.has(j));
            expect(concurrent(later, earlier)).toBe(i !== j && !later.past.has(j) && !earlier.past.has(i));
          });
        });
      }),
    );
  });
});

describe('a hybrid clock', () => {
  it('never goes back, and passes what it received', () => {
    fc.assert(
      fc.property(time, time, fc.double({ min: 0, max: 60, noNaN: true }), (last, remote, now) => {
        const ticked = tick(last, now);
        expect(compareHybridTime(ticked, last)).toBe(1);
        expect(ticked.wall).toBeGreaterThanOrEqual(Math.floor(now));
        const received = receive(last, remote, now);
        expect(compareHybridTime(received, last)).toBe(1);
        expect(compareHybridTime(received, remote)).toBe(1);
        expect(Number.isSafeInteger(received.wall)).toBe(true);
        expect(received.counter).toBeLessThanOrEqual(maxCounter);
      }),
    );
  });

  it('follows the wall where that is ahead, and counts where it is not', () => {
    expect(tick({ wall: 5, counter: 9 }, 7.9)).toEqual({ wall: 7, counter: 0 });
    expect(tick({ wall: 5, counter: 9 }, 5.9)).toEqual({ wall: 5, counter: 10 });
    expect(tick({ wall: 5, counter: maxCounter }, 1)).toEqual({ wall: 6, counter: 0 });
    expect(compareHybridTime({ wall: 5, counter: 1 }, { wall: 5, counter: 1 })).toBe(0);
    expect(compareHybridTime({ wall: 4, counter: 9 }, { wall: 5, counter: 1 })).toBe(-1);
  });
});
