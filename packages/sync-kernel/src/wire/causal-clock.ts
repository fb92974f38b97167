import { CompactVector } from './compact-vector.js';
import { accepted, refused, type WireResult } from './failure.js';
import { maxCounter } from './hybrid-time.js';
import { createRecurring } from './recurring.js';
import { ownCopy } from './utf8.js';
import type { CausalClock } from './write.js';

/** Entries that a context may have: the devices that ever wrote one object. */
export const maxContextEntries = 4_096;

const format = '1;';
const devicePrefix = 'urn:srcos:device:';
const escapes = new Map([
  ['%', '%25'],
  [',', '%2C'],
  [';', '%3B'],
  ['=', '%3D'],
]);
const unescapes = new Map(Array.from(escapes, ([plain, escaped]) => [escaped, plain]));

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const escapeSuffix = (suffix: string): string => suffix.replace(/[%,;=]/g, (found) => escapes.get(found) ?? found);

const escapeDevice = (deviceId: string): string => {
  if (!deviceId.startsWith(devicePrefix)) throw new TypeError(`A clock names devices; ${deviceId} is none.`);
  return escapeSuffix(deviceId.slice(devicePrefix.length));
};

/**
 * A clock as `causalClock` holds it: `1;<wall>.<counter>;<n>;<device>=<dot>,…`, for example
 * `1;1764547200000.0;17;a=16,b=3`. Numbers are plain decimals; devices go without `urn:srcos:device:`, with `%`, `,`,
 * `;` and `=` escaped, and in the order of their ids by UTF-16 code units. One clock has one text.
 *
 * @throws TypeError where the clock is none that `parseClock` takes back: the program is wrong
 */
export const encodeClock = ({ wall, counter, n, context }: CausalClock): string => {
  if (!isCount(wall) || !isCount(counter) || counter > maxCounter || !isCount(n) || n < 1) {
    throw new TypeError(`No clock has wall ${wall}, counter ${counter} and dot ${n}.`);
  }
  if (context.size > maxContextEntries) throw new TypeError(`A context has at most ${maxContextEntries} entries.`);
  const entries = [...context]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([deviceId, dot]) => {
      if (!isCount(dot) || dot < 1) throw new TypeError(`No dot is ${dot}.`);
      return `${escapeDevice(deviceId)}=${dot}`;
    });
  return `${format}${wall}.${counter};${n};${entries.join(',')}`;
};

/** The value of plain decimal digits from `start` to `end`; NaN where they are not the one way to write it. */
const decimal = (text: string, start: number, end: number): number => {
  const length = end - start;
  if (length < 1 || length > 16) return Number.NaN;
  if (length > 1 && text.charCodeAt(start) === 48) return Number.NaN;
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
};

/** A device's suffix with its escapes undone; undefined where it is not written in the one way. */
const unescapeDevice = (escaped: string): string | undefined => {
  if (escaped.includes(';') || escaped.includes('=')) return undefined;
  if (!escaped.includes('%')) return escaped;
  const plain = escaped.replace(/%(?:25|2C|3B|3D)/g, (found) => unescapes.get(found) ?? found);
  return escapeSuffix(plain) === escaped ? plain : undefined;
};

/** A device's id; undefined where it is not written in the one way. */
const deviceIdOf = createRecurring((escaped) => {
  const suffix = unescapeDevice(escaped);
  return suffix === undefined ? undefined : ownCopy(devicePrefix + suffix);
});

const malformed = (what: string) => refused('malformed', `The causal clock ${what}.`);

/** What the author of a first write knows: one vector for all of them. */
const nothing: WireResult<CompactVector> = accepted(CompactVector.empty);

/** The pairs of the context that is being read: copied once their number is known, a list that grew has room to spare. */
const reading: (string | number)[] = [];

const parseContext = (text: string, start: number): WireResult<CompactVector> => {
  if (start === text.length) return nothing;
  let entries = 0;
  let previous: string | undefined;
  for (let at = start; at < text.length;) {
    if (entries >= maxContextEntries) {
      return refused('too_large', `The causal clock names more than ${maxContextEntries} devices.`);
    }
    const comma = text.indexOf(',', at);
    const end = comma < 0 ? text.length : comma;
    if (comma === text.length - 1) return malformed('ends in a comma');
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals > end) return malformed('has an entry without a dot');
    const deviceId = deviceIdOf(text.slice(at, equals));
    const dot = decimal(text, equals + 1, end);
    if (deviceId === undefined || !(dot >= 1)) return malformed('has an entry that is no device and dot');
    if (previous !== undefined && previous >= deviceId) return malformed('does not list its devices in order');
    reading[2 * entries] = deviceId;
    reading[2 * entries + 1] = dot;
    entries += 1;
    previous = deviceId;
    at = end + 1;
  }
  return accepted(new CompactVector(reading.slice(0, 2 * entries)));
};

/** Reads what `encodeClock` writes, and nothing else; `malformed` or `too_large` where it is not. */
export const parseClock = (text: string): WireResult<CausalClock> => {
  if (!text.startsWith(format)) return malformed(`does not start with ${format}`);
  const point = text.indexOf('.', format.length);
  const first = text.indexOf(';', format.length);
  const second = first < 0 ? -1 : text.indexOf(';', first + 1);
  if (point < 0 || first < point || second < 0) return malformed('lacks a part');
  const wall = decimal(text, format.length, point);
  const counter = decimal(text, point + 1, first);
  const n = decimal(text, first + 1, second);
  if (!(wall >= 0) || !(counter <= maxCounter) || !(n >= 1)) return malformed('has a number that is none');
  const context = parseContext(text, second + 1);
  return context.ok ? accepted({ wall, counter, n, context: context.value }) : context;
};
