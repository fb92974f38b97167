import type { Json, JsonObject } from '../../model/json.js';
import { flat } from '../canonical-text.js';
import { compareText } from '../hybrid-order.js';
import { setMember } from '../apply-patch.js';
import type { Head } from './field.js';
import type { GraphObject } from './graph-object.js';

const fieldState = (heads: readonly Head[]): Json | undefined => {
  const only = heads[0];
  if (only === undefined) return undefined;
  if (heads.length === 1) return only.value === undefined ? undefined : [flat(only.value)];
  const named = [...heads].sort((a, b) => compareText(a.version.id, b.version.id));
  return named.map(({ version, value }) => (value === undefined ? [version.id] : [version.id, flat(value)]));
};

/**
 * An object in the replicated state: for each field the one value, or all values with the writes they come from;
 * and the deletions that edits beat and that nobody has answered. Undefined for a deleted object: it is left out,
 * and so is every version of which nothing stands, because a device that collected them holds the same state.
 */
export const replicatedObject = (
  object: GraphObject,
): { readonly fields: JsonObject; readonly deletions?: readonly string[] } | undefined => {
  if (!object.alive()) return undefined;
  const fields: Record<string, Json> = {};
  const { split, record } = object;
  if (split === undefined) {
    for (const name of Object.keys(record ?? {})) setMember(fields, name, [flat(record?.[name] ?? null)]);
    return { fields };
  }
  for (const [name, field] of split.fields) {
    const state = fieldState(field.heads);
    if (state !== undefined) setMember(fields, name, state);
  }
  const deletions = split.beatenDeletions.map(({ id }) => id).sort(compareText);
  return deletions.length === 0 ? { fields } : { fields, deletions };
};
