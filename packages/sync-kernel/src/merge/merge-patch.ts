import type { Json, JsonObject } from '../model/json.js';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets an own member, whatever its name: assignment to `__proto__` would change the prototype instead. */
export const setMember = (target: Record<string, Json>, name: string, value: Json): void => {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
};

/**
 * The record that an RFC 7396 merge patch makes of another: members that are `null` go, objects are patched in
 * turn, everything else is replaced. Neither argument changes. What is read and written are own members only.
 */
export const applyMergePatch = (record: JsonObject | undefined, patch: JsonObject): JsonObject => {
  const result: Record<string, Json> = {};
  if (record !== undefined) for (const name of Object.keys(record)) setMember(result, name, record[name] as Json);
  for (const name of Object.keys(patch)) {
    const value = patch[name] as Json;
    if (value === null) {
      Reflect.deleteProperty(result, name);
    } else setMember(result, name, patchValue(Object.hasOwn(result, name) ? result[name] : undefined, value));
  }
  return result;
};

/** What a patch's member makes of the value before it: RFC 7396 §2, for any value. */
export const patchValue = (before: Json | undefined, value: Json): Json =>
  isObject(value) ? applyMergePatch(isObject(before) ? before : undefined, value) : value;
