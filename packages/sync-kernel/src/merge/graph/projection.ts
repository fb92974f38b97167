import type { Engine } from '../../engine/engine.js';
import type { Json, JsonObject } from '../../model/json.js';
import { pointerStep } from '../../model/pointer-step.js';
import type { Version } from '../../model/version.js';
import { concurrent } from '../causality.js';
import { conflictId } from '../conflict-id.js';
import { compareHybrid, compareText } from '../hybrid-order.js';
import { setMember } from '../apply-patch.js';
import type { MergeConflict } from '../strategy.js';
import type { Field } from './field.js';
import type { Split } from './split.js';

/** What a split object is in force. Every write asks for the record; where it comes from is worked out when asked for. */
export interface Projection {
  readonly record: JsonObject | undefined;
  /** Where the record comes from, and what contradicts; of the split as it was projected. */
  readonly origin: () => Origin;
}

export interface Origin {
  readonly inForce: readonly string[];
  readonly conflicts: readonly MergeConflict[];
}

const noOrigin: Origin = { inForce: [], conflicts: [] };

const byId = (a: Version, b: Version): number => compareText(a.id, b.id);
const newest = (versions: readonly Version[]): Version | undefined =>
  versions.reduce<Version | undefined>((a, b) => (a === undefined || compareHybrid(b, a) > 0 ? b : a), undefined);

const fieldConflict = (objectId: string, name: string, field: Field): MergeConflict => {
  const heads = [...field.heads].sort((a, b) => byId(a.version, b.version));
  const values = heads.map(({ value }) => value ?? null);
  const writes = heads.map(({ version }) => version.id);
  const removed = heads.filter(({ value }) => value === undefined).map(({ version }) => version);
  const kept = heads.filter(({ value }) => value !== undefined).map(({ version }) => version);
  const kind = removed.length === 0 ? 'merge' : deletionKind(removed, kept);
  return { id: conflictId(writes), kind, objectId, writes, pointer: pointerStep(name), values };
};

/** `delete-update` where the update is later by the hybrid order, `update-delete` where the deletion is. */
const deletionKind = (
  deletions: readonly Version[],
  updates: readonly Version[],
): 'delete-update' | 'update-delete' => {
  const deletion = newest(deletions);
  const update = newest(updates);
  const deletionFirst = deletion === undefined || update === undefined || compareHybrid(deletion, update) < 0;
  return deletionFirst ? 'delete-update' : 'update-delete';
};

const deletionConflict = (objectId: string, split: Split): MergeConflict | undefined => {
  const deletions = split.beatenDeletions;
  const updates = split.edits.filter((edit) => deletions.some((deletion) => concurrent(edit, deletion)));
  if (deletions.length === 0 || updates.length === 0) return undefined;
  const versions = [...deletions, ...updates].sort(byId);
  const writes = versions.map(({ id }) => id);
  const values = versions.map(({ record }) => record ?? null);
  return { id: conflictId(writes), kind: deletionKind(deletions, updates), objectId, writes, values };
};

/** The candidates of a conflict: for each write in it, the record with that write's values where there are several. */
const candidates = (record: JsonObject, contested: ReadonlyMap<string, Field>): JsonObject[] => {
  const versions = new Map<string, Version>();
  for (const field of contested.values()) for (const { version } of field.heads) versions.set(version.id, version);
  return [...versions.values()].sort(byId).map((version) => {
    const candidate: Record<string, Json> = { ...record };
    for (const [name, field] of contested) {
      const head = field.heads.find((other) => other.version === version);
      if (head === undefined) continue;
      if (head.value === undefined) Reflect.deleteProperty(candidate, name);
      else setMember(candidate, name, head.value);
    }
    return candidate;
  });
};

/**
 * What is in force of a split object. Of a field's values the last by the hybrid order is; the engine's `resolve`
 * may settle all contested fields at once, and then none of them is in conflict. It gets no `before`: what the
 * authors had before may have been collected.
 */
export const project = (objectId: string, split: Split, resolve: Engine['resolve']): Projection => {
  if (!split.alive()) return { record: undefined, origin: () => noOrigin };
  const record: Record<string, Json> = {};
  const winners: Version[] = [];
  const contested = new Map<string, Field>();
  for (const name of [...split.fields.keys()].sort(compareText)) {
    const field = split.fields.get(name);
    if (field === undefined) continue;
    const lastWriter = split.lastWriter(name);
    if (!lastWriter && field.contested()) contested.set(name, field);
    const head = field.winner(lastWriter);
    if (head?.value === undefined) continue;
    setMember(record, name, head.value);
    winners.push(head.version);
  }
  const resolved =
    contested.size === 0
      ? undefined
      : resolve({ objectId, before: undefined, candidates: candidates(record, contested) });
  return {
    record: resolved ?? record,
    origin: () => {
      const versions = winners.length === 0 ? split.edits : winners;
      const settled = resolved === undefined ? [] : [...contested.values()].flatMap(({ heads }) => heads);
      const sources = new Set([...versions, ...settled.map(({ version }) => version)].map(({ id }) => id));
      const deletion = deletionConflict(objectId, split);
      const fields = resolved === undefined ? [...contested] : [];
      return {
        inForce: [...sources].sort(compareText),
        conflicts: [
          ...(deletion === undefined ? [] : [deletion]),
          ...fields.map(([name, field]) => fieldConflict(objectId, name, field)),
        ],
      };
    },
  };
};

/** The version that ranks the edge that a split object is: the newest edit that no other edit had seen. */
export const rankOf = (split: Split): Version | undefined =>
  newest(split.edits) ?? newest([...split.fields.values()].flatMap(({ heads }) => heads.map(({ version }) => version)));
