import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Json } from '../model/json.js';
import { jsonBounds } from './parse-json.js';

const loneSurrogate = /\p{Surrogate}/u;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const textFault = (text: string): string | undefined =>
  loneSurrogate.test(text) ? 'half of a surrogate pair' : undefined;

/** What no JSON can hold; the library would drop it, call its `toJSON`, or write something else in its place. */
const faultOf = (value: unknown, level: number): string | undefined => {
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'string':
      return textFault(value);
    case 'number':
      return Number.isFinite(value) ? undefined : `the number ${String(value)}`;
    case 'object':
      break;
    default:
      return `a value of type ${typeof value}`;
  }
  if (value === null) return undefined;
  if (level >= jsonBounds.depth) return `more than ${jsonBounds.depth} levels, or a circle`;
  if (Array.isArray(value)) {
    // The holes of a sparse array come as undefined, and are refused as such.
    for (const item of value as readonly unknown[]) {
      const fault = faultOf(item, level + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (!isPlain(value)) return 'an object that is not plain';
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__proto__') return 'a member named __proto__, which readers refuse';
    const fault = textFault(name) ?? faultOf(inner, level + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/**
 * The one byte string of a JSON value (RFC 8785, JSON Canonicalization Scheme). Authors serialise once with it;
 * nobody else serialises.
 *
 * @throws TypeError where the value is none that JSON holds and `parseJson` takes back: the program is wrong
 */
export const canonicalBytes = (value: Json): Uint8Array => {
  const fault = faultOf(value, 0);
  if (fault !== undefined) throw new TypeError(`Canonical JSON cannot hold ${fault}.`);
  return utf8ToBytes(canonicalize(value) ?? '');
};
