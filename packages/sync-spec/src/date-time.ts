import { text } from './text.js';

const day =
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))';
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
const offset = '(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';

/**
 * A moment: `date-time` of RFC 3339 §5.6, which is what JSON Schema's format of that name means.
 *
 * Leap seconds (`23:59:60`) are refused. `Date.parse` answers NaN for them, and an expiry that is
 * NaN is never in the past: the lease would not end. Every accepted string has a finite `Date.parse`.
 */
export const dateTime = text({
  pattern: new RegExp(`^(?:${day}|${leapDay})[Tt]${time}${offset}$`),
  expected: 'a date and time with a time zone, such as 2026-01-31T12:00:00Z',
}).meta({ format: 'date-time' });
