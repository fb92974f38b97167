import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeClock, maxContextEntries, parseClock } from './causal-clock.js';
import { maxCounter } from './hybrid-time.js';
import { soak } from './testing/soak.js';

const count = fc.maxSafeNat();
const dot = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const suffix = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('%', ',', ';', '=', '2', '5', 'C', 'a'), maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const device = suffix.map((text) => `urn:srcos:device:${text}`);
const clock = fc.record({
  wall: count,
  counter: fc.nat(maxCounter),
  n: dot,
  context: fc.array(fc.tuple(device, dot), { maxLength: 8 }).map((entries) => new Map(entries)),
});

const detailOf = (text: string): string => {
  const result = parseClock(text);
  return result.ok ? 'taken' : result.detail;
};

describe('the text of a causal clock', () => {
  it('is as documented', () => {
    const context = new Map([
      ['urn:srcos:device:b', 3],
      ['urn:srcos:device:a=1', 16],
    ]);
    expect(encodeClock({ wall: 1_764_547_200_000, counter: 0, n: 17, context })).toBe(
      '1;1764547200000.0;17;a%3D1=16,b=3',
    );
    expect(encodeClock({ wall: 0, counter: 1, n: 1, context: new Map() })).toBe('1;0.1;1;');
  });

  it('is read back as the clock, whatever the devices are called and however the map is ordered', () => {
    fc.assert(
      fc.property(clock, (value) => {
        const text = encodeClock(value);
        const read = parseClock(text);
        expect(read.ok && { ...read.value, context: new Map(read.value.context) }).toEqual(value);
        expect(encodeClock({ ...value, context: new Map([...value.context].reverse()) })).toBe(text);
      }),
      { numRuns: 500 * soak },
    );
  });

  it('is the only one of its clock: whatever is taken is what would be written', () => {
    const unit = fc.constantFrom('1', '0', '9', '.', ';', '=', ',', 'a', 'b', '%', '%2C', '%25', '%41', '-', ' ', '+');
    const near = fc
      .tuple(clock, fc.nat(), fc.nat(2), fc.string({ unit, maxLength: 3 }))
      .map(([value, at, cut, put]) => {
        const text = encodeClock(value);
        const i = at % (text.length + 1);
        return text.slice(0, i) + put + text.slice(i + cut);
      });
    let taken = 0;
    fc.assert(
      fc.property(near, (text) => {
        const result = parseClock(text);
        if (!result.ok) return;
        taken += 1;
        expect(encodeClock(result.value)).toBe(text);
      }),
      { numRuns: 2_000 * soak },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it.each([
    '',
    '2;0.0;1;',
    '1;0.0;1',
    '1;0.0;0;',
    '1;00.0;1;',
    '1;-1.0;1;',
    '1;1e3.0;1;',
    '1;0.4294967296;1;',
    '1;9007199254740992.0;1;',
    '1;0.0;1;a',
    '1;0.0;1;a=',
    '1;0.0;1;a=0',
    '1;0.0;1;a=1,',
    '1;0.0;1;,a=1',
    '1;0.0;1;b=1,a=1',
    '1;0.0;1;a=1,a=1',
    '1;0.0;1;a=1=2',
    '1;0.0;1;a;b=1',
    '1;0.0;1;%61=1',
    '1;0.0;1;%2c=1',
    '1;0.0;1;%=1',
  ])('is not %j', (text) => {
    expect(detailOf(text)).toBe('malformed');
  });

  it('names at most 4,096 devices', () => {
    const entries = Array.from({ length: maxContextEntries + 1 }, (_, i) => `d${String(i).padStart(5, '0')}=1`);
    expect(detailOf(`1;0.0;1;${entries.slice(1).join(',')}`)).toBe('taken');
    expect(detailOf(`1;0.0;1;${entries.join(',')}`)).toBe('too_large');
    const context = new Map(Array.from({ length: maxContextEntries + 1 }, (_, i) => [`urn:srcos:device:${i}`, 1]));
    expect(() => encodeClock({ wall: 0, counter: 0, n: 1, context })).toThrow(TypeError);
  });

  it.each([
    { wall: -1, counter: 0, n: 1, context: new Map<string, number>() },
    { wall: 0.5, counter: 0, n: 1, context: new Map<string, number>() },
    { wall: 0, counter: maxCounter + 1, n: 1, context: new Map<string, number>() },
    { wall: 0, counter: 0, n: 0, context: new Map<string, number>() },
    { wall: 0, counter: 0, n: 1, context: new Map([['urn:srcos:device:a', 0]]) },
    { wall: 0, counter: 0, n: 1, context: new Map([['urn:srcos:person:a', 1]]) },
  ])('throws for a clock that no reader takes: %o', (value) => {
    expect(() => encodeClock(value)).toThrow(TypeError);
  });
});
