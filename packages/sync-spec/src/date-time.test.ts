import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTime } from './date-time.js';

const accepts = (value: string): boolean => dateTime.safeParse(value).success;

describe('dateTime', () => {
  it.each([
    // The examples of RFC 3339 §5.8, without its leap seconds.
    '1985-04-12T23:20:50.52Z',
    '1996-12-19T16:39:57-08:00',
    '1937-01-01T12:00:27.87+00:20',
    // §5.6: T and Z may be lower case. §4.3: an unknown local offset.
    '2026-01-31t12:00:00z',
    '2026-01-31T12:00:00-00:00',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
  ])('accepts %s', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    ['a leap second', '1990-12-31T23:59:60Z'],
    ['a leap second with an offset', '1990-12-31T15:59:60-08:00'],
    ['no time zone', '2026-01-31T12:00:00'],
    ['no seconds', '2026-01-31T12:00Z'],
    ['a date alone', '2026-01-31'],
    ['a space', '2026-01-31 12:00:00Z'],
    ['a short offset', '2026-01-31T12:00:00+01'],
    ['an offset without a colon', '2026-01-31T12:00:00+0100'],
    ['an offset of a day', '2026-01-31T12:00:00+24:00'],
    ['an empty fraction', '2026-01-31T12:00:00.Z'],
    ['the hour 24', '2026-01-31T24:00:00Z'],
    ['29 February of no leap year', '1900-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['a sixth digit of the year', '+012026-01-31T12:00:00Z'],
    ['a line feed after it', '2026-01-31T12:00:00Z\n'],
    ['nothing', ''],
  ])('refuses %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });

  it('knows the days of every month of every year', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }), (year, month, day) => {
        const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        // Date.parse lets 31 April roll into May; a date that exists comes back as it went in.
        const moment = Date.parse(`${date}T00:00:00Z`);
        const exists = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(date);
        expect(accepts(`${date}T00:00:00Z`)).toBe(exists);
      }),
      { numRuns: 5_000 },
    );
  });

  it('accepts nothing that Date.parse cannot read', () => {
    const near = fc
      .tuple(
        fc.constantFrom('T', 't'),
        fc.nat({ max: 24 }),
        fc.nat({ max: 61 }),
        fc.constantFrom('', '.5', '.1234567890123'),
      )
      .chain(([t, hour, rest, fraction]) =>
        fc.constantFrom('Z', 'z', '+23:59', '-23:59', '-00:00', '+05:30').map((offset) => {
          const two = (value: number) => String(value).padStart(2, '0');
          return `2026-01-31${t}${two(hour)}:${two(rest)}:${two(rest)}${fraction}${offset}`;
        }),
      );
    fc.assert(
      fc.property(near, (value) => {
        if (accepts(value)) expect(Date.parse(value)).not.toBeNaN();
      }),
      { numRuns: 2_000 },
    );
  });
});
