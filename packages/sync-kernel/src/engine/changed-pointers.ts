import type { Json, JsonObject } from '../model/json.js';
import { pointerStep } from '../model/pointer-step.js';

type Container = JsonObject | readonly Json[];

const isContainer = (value: Json | undefined): value is Container => typeof value === 'object' && value !== null;

const isList = (value: Container): value is readonly Json[] => Array.isArray(value);

const isEmpty = (value: Container): boolean => {
  if (isList(value)) return value.length === 0;
  // The first member is enough.
  for (const name in value) if (Object.hasOwn(value, name)) return false;
  return true;
};

/** A member of an object or an item of a list; a name finds nothing in a list, nor a number in an object. */
const at = (container: Container | undefined, key: string | number): Json | undefined => {
  if (container === undefined) return undefined;
  if (isList(container)) return typeof key === 'number' ? container[key] : undefined;
  return typeof key === 'string' && Object.hasOwn(container, key) ? container[key] : undefined;
};

const walk = (before: Json | undefined, after: Json | undefined, pointer: string, found: string[]): void => {
  if (before === after) return;
  const left = isContainer(before) && !isEmpty(before) ? before : undefined;
  const right = isContainer(after) && !isEmpty(after) ? after : undefined;
  if (left === undefined && right === undefined) {
    // Two empty containers of one kind are equal, whatever their identity.
    const equal = isContainer(before) && isContainer(after) && isList(before) === isList(after);
    if (!equal) found.push(pointer);
    return;
  }
  if (left !== undefined) walkMembers(left, right, pointer, found, false);
  if (right !== undefined) walkMembers(right, left, pointer, found, true);
};

/** Goes over the members of one side: of the left one all, of the right one those that the left does not have. */
const walkMembers = (
  side: Container,
  other: Container | undefined,
  pointer: string,
  found: string[],
  isRight: boolean,
): void => {
  if (isList(side)) {
    for (let index = 0; index < side.length; index += 1) {
      const match = at(other, index);
      if (!isRight) walk(side[index], match, `${pointer}/${index}`, found);
      else if (match === undefined) walk(undefined, side[index], `${pointer}/${index}`, found);
    }
    return;
  }
  for (const name of Object.keys(side)) {
    const match = at(other, name);
    if (!isRight) {
      if (side[name] !== match) walk(side[name], match, pointer + pointerStep(name), found);
    } else if (match === undefined) walk(undefined, side[name], pointer + pointerStep(name), found);
  }
};

/**
 * JSON Pointers (RFC 6901) of the leaves that differ between two records, a missing record counting as
 * one without members. Records are bounded in depth before they get here (wire/parse-json.ts).
 */
export const changedPointers = (before: JsonObject | undefined, after: JsonObject | undefined): readonly string[] => {
  const found: string[] = [];
  walk(before ?? {}, after ?? {}, '', found);
  return found;
};
