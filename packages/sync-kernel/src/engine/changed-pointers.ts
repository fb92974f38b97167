import { toPointer } from '@sourceos/sync-spec';
import type { Json, JsonObject } from '../model/json.js';

const isContainer = (value: Json | undefined): value is JsonObject | readonly Json[] =>
  typeof value === 'object' && value !== null;

const membersOf = (value: Json | undefined): ReadonlyMap<string | number, Json> =>
  Array.isArray(value)
    ? new Map(value.map((item: Json, index) => [index, item]))
    : new Map(isContainer(value) ? Object.entries(value as JsonObject) : []);

const walk = (before: Json | undefined, after: Json | undefined, path: (string | number)[], found: string[]): void => {
  if (before === after) return;
  const left = membersOf(before);
  const right = membersOf(after);
  if (left.size === 0 && right.size === 0) {
    // Two empty containers of one kind are equal, whatever their identity.
    const equal = isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after);
    if (!equal) found.push(toPointer(path));
    return;
  }
  for (const [name, value] of left) {
    path.push(name);
    walk(value, right.get(name), path, found);
    path.pop();
  }
  for (const [name, value] of right) {
    if (left.has(name)) continue;
    path.push(name);
    walk(undefined, value, path, found);
    path.pop();
  }
};

/**
 * JSON Pointers (RFC 6901) of the leaves that differ between two records, a missing record counting as
 * one without members. Records are bounded in depth before they get here (wire/parse-json.ts).
 */
export const changedPointers = (before: JsonObject | undefined, after: JsonObject | undefined): readonly string[] => {
  const found: string[] = [];
  walk(before ?? {}, after ?? {}, [], found);
  return found;
};
