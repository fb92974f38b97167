import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { compareHybrid } from '../hybrid-order.js';
import { deletes, replaces } from './operation.js';

/** The field's values of patches that patch inside an object, worked out once. */
export type PatchedValues = Map<Version, Map<string, Json>>;

/** What a version says of a field; undefined where it removes it. */
export const valueOf = (version: Version, field: string, patched: PatchedValues): Json | undefined => {
  const { record } = version;
  if (record === undefined || !Object.hasOwn(record, field)) return undefined;
  const inside = patched.get(version)?.get(field);
  if (inside !== undefined) return inside;
  const value = record[field];
  return value === null && !replaces(version) ? undefined : value;
};

/**
 * The value of a field as the author of `version` knew it: what the writes that it saw make of it, by the rules
 * that merge all of them. RFC 7396 patches inside an object start from it. A function of the set of versions.
 */
export const pastValue = (
  versions: Iterable<Version>,
  stands: (deletion: Version) => boolean,
  version: Version,
  field: string,
  lastWriter: boolean,
  patched: PatchedValues,
): Json | undefined => {
  const past: Version[] = [];
  for (const other of versions) {
    if (other === version || !sees(version, other) || compareHybrid(other, version) >= 0) continue;
    const touches = deletes(other)
      ? stands(other)
      : replaces(other) || (other.record !== undefined && Object.hasOwn(other.record, field));
    if (touches) past.push(other);
  }
  let winner: Version | undefined;
  for (const candidate of past) {
    if (candidate.record === undefined || !Object.hasOwn(candidate.record, field)) continue;
    if (!lastWriter && valueOf(candidate, field, patched) === undefined) continue;
    if (winner !== undefined && compareHybrid(candidate, winner) < 0) continue;
    if (!past.some((other) => sees(other, candidate))) winner = candidate;
  }
  return winner === undefined ? undefined : valueOf(winner, field, patched);
};
