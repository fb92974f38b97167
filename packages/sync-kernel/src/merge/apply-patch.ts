import type { Json, JsonObject } from '../model/json.js';

/** Sets an own member, whatever its name: assignment to `__proto__` would change the prototype instead. */
export const setMember = (target: Record<string, Json>, name: string, value: Json): void => {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
};

/**
 * The record that a patch makes of another: members that are `null` go, every other one is replaced whole, whatever it
 * is. So a member that fits its schema still does in what the patch makes, whatever it meets. (RFC 7396 for the members
 * of the record; it would patch an object inside in turn.) Neither argument changes. What is read and written are own
 * members only.
 */
export const applyPatch = (record: JsonObject | undefined, patch: JsonObject): JsonObject => {
  // Spreading defines own members, whatever their names.
  const result: Record<string, Json> = { ...record };
  for (const name of Object.keys(patch)) {
    const value = patch[name] as Json;
    if (value === null) Reflect.deleteProperty(result, name);
    else setMember(result, name, value);
  }
  return result;
};
