import { applyPatch } from '../merge/apply-patch.js';
import type { JsonObject } from '../model/json.js';
import type { Version } from '../model/version.js';
import type { Change } from './change.js';
import { changedPointers } from './changed-pointers.js';

const afterOf = (before: JsonObject | undefined, { operation, record }: Version): JsonObject | undefined =>
  operation === 'patch' && record !== undefined ? applyPatch(before, record) : record;

/** A version's difference from the value in force here, not from its parent (I11). */
export const changeOf = (version: Version, before: JsonObject | undefined): Change => {
  const after = afterOf(before, version);
  const { objectId, operation, authorId, deviceId } = version;
  return { objectId, operation, authorId, deviceId, before, after, pointers: changedPointers(before, after) };
};
