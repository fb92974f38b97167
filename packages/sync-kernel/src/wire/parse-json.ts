import type { Json, JsonObject } from '../model/json.js';
import { accepted, refused, type WireResult } from './failure.js';
import { scanJson } from './json-scan.js';
import { decodeUtf8 } from './utf8.js';

/** What JSON from elsewhere may cost. */
export interface JsonBounds {
  /** Length in bytes. */
  readonly bytes: number;
  /** Nesting of arrays and objects; at most 64, which bounds the recursion over what was parsed. */
  readonly depth: number;
  /** Number of values, counting the empty array and object twice. */
  readonly values: number;
}

/** 1 MiB, 64 levels, 131,072 values. */
export const jsonBounds: JsonBounds = { bytes: 1_048_576, depth: 64, values: 131_072 };

const loneSurrogate = /\p{Surrogate}/u;

/** The number of members in a parsed value, or what is wrong with it. */
const inspect = (value: Json, escaped: boolean): number | string => {
  if (typeof value === 'string') {
    return escaped && loneSurrogate.test(value) ? 'A string holds half of a surrogate pair.' : 0;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : 'A number is beyond the range of a double.';
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) {
    let members = 0;
    for (const item of value as readonly Json[]) {
      const inner = inspect(item, escaped);
      if (typeof inner === 'string') return inner;
      members += inner;
    }
    return members;
  }
  const object = value as JsonObject;
  let members = 0;
  for (const name in object) {
    if (!Object.hasOwn(object, name)) continue;
    members += 1;
    // An own member of that name becomes the prototype of the first object that it is assigned into.
    if (name === '__proto__') return 'A member is named __proto__.';
    if (escaped && loneSurrogate.test(name)) return 'The name of a member holds half of a surrogate pair.';
    const inner = inspect(object[name] as Json, escaped);
    if (typeof inner === 'string') return inner;
    members += inner;
  }
  return members;
};

/**
 * Parses JSON that came from elsewhere (RFC 8259, and I-JSON's RFC 7493 §2.1–2.3: UTF-8, no lone surrogate, no
 * duplicate name). Refused too: a number that a double cannot hold, a member `__proto__`, and what exceeds a bound.
 * Duplicates show because the text has more members than the value that was made of it.
 *
 * @returns `malformed` or `too_large` where it is refused
 */
export const parseJson = (bytes: Uint8Array, bounds: JsonBounds = jsonBounds): WireResult<Json> => {
  if (bytes.length > bounds.bytes) {
    return refused('too_large', `The JSON has ${bytes.length} bytes, more than ${bounds.bytes}.`);
  }
  const depth = Math.min(bounds.depth, jsonBounds.depth);
  const scan = scanJson(bytes, depth);
  if (scan.depth > depth) return refused('too_large', `The JSON nests deeper than ${depth} levels.`);
  if (scan.values > bounds.values) return refused('too_large', `The JSON holds more than ${bounds.values} values.`);
  const text = decodeUtf8(bytes);
  if (text === undefined) return refused('malformed', 'The bytes are not UTF-8.');
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refused('malformed', 'The text is not JSON.');
  }
  const members = inspect(value, scan.unicodeEscapes);
  if (typeof members === 'string') return refused('malformed', members);
  if (members !== scan.members) return refused('malformed', 'An object has the same member twice.');
  return accepted(value);
};
