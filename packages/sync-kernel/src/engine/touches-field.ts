import { toPointer } from '@sourceos/sync-spec';
import { pointerNames } from '../model/pointer-step.js';

const slash = 0x2f;

/** Whether a changed place, as a JSON Pointer, lies in a field. */
export type FieldTest = (pointer: string) => boolean;

/**
 * Whether a changed place lies in a field as `dangerousFields` names it: array items and map entries are
 * transparent, so the path's names must occur in the pointer in order, the first of them at the top. What
 * lies between is not looked up in the schema: rather one card too many than one change too few.
 *
 * Made once a field: every write asks it of every place that it changes.
 */
export const touchesField = (path: string): FieldTest => {
  const names = path.split('.');
  const top = toPointer(names.slice(0, 1));
  return (pointer) => {
    if (!pointer.startsWith(top)) return false;
    if (pointer.length > top.length && pointer.charCodeAt(top.length) !== slash) return false;
    if (names.length === 1) return true;
    let next = 0;
    for (const step of pointerNames(pointer)) if (step === names[next]) next += 1;
    return next === names.length;
  };
};
