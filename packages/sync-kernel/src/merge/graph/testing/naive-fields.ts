import type { Json, JsonObject } from '../../../model/json.js';
import type { Version } from '../../../model/version.js';
import { concurrent, sees } from '../../causality.js';
import { compareHybrid } from '../../hybrid-order.js';
import { deletes, replaces } from '../operation.js';

/** The record in force by the definition, the slow way: each field from the whole set of one object's versions. */
export const naiveFields = (versions: readonly Version[], lastWriter: readonly string[]): JsonObject | undefined => {
  const set = [...new Map(versions.map((version) => [version.id, version])).values()];
  const stands = (deletion: Version): boolean => !set.some((other) => !deletes(other) && concurrent(other, deletion));
  const writes = (version: Version, field: string): boolean =>
    version.record !== undefined && Object.hasOwn(version.record, field);
  const touches = (version: Version, field: string): boolean =>
    deletes(version) ? stands(version) : replaces(version) || writes(version, field);
  const winner = (past: readonly Version[], field: string): Json | undefined => {
    const heads = past
      .filter((version) => writes(version, field))
      .filter((version) => !past.some((other) => touches(other, field) && sees(other, version)))
      .sort(compareHybrid)
      .map((version) => valueOf(version, field));
    return lastWriter.includes(field) ? heads.at(-1) : heads.filter((value) => value !== undefined).at(-1);
  };
  const valueOf = (version: Version, field: string): Json | undefined => {
    const value = version.record?.[field];
    return value === null && !replaces(version) ? undefined : value;
  };
  const edits = set.filter((version) => !deletes(version));
  if (!edits.some((edit) => !set.some((other) => deletes(other) && stands(other) && sees(other, edit))))
    return undefined;
  const names = new Set(set.flatMap(({ record }) => Object.keys(record ?? {})));
  const members = [...names].map((name) => [name, winner(set, name)] as const);
  return Object.fromEntries(members.filter((member): member is readonly [string, Json] => member[1] !== undefined));
};
