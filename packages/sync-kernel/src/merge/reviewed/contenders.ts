import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { concurrent, sees } from '../causality.js';
import { conflictId } from '../conflict-id.js';
import { compareText } from '../hybrid-order.js';
import type { MergeConflict } from '../strategy.js';
import { proposed } from './replay.js';
import { knownStanding, type Standing } from './standing.js';

/** Beyond so many rivals of one object all are shown, the replaced among them: telling them apart is cubic. */
const mostCompared = 32;

/** The versions that no other has seen, of any order of arrival. Linear in versions and devices. */
export const maximal = (versions: readonly Version[]): readonly Version[] => {
  const covered = new Map<string, number>();
  for (const { clock, deviceId } of versions) {
    for (const [device, n] of clock.context) {
      // A context that claims the write itself covers only what comes before it.
      const known = device === deviceId ? Math.min(n, clock.n - 1) : n;
      if (known > (covered.get(device) ?? 0)) covered.set(device, known);
    }
  }
  return versions.filter(({ deviceId, clock }) => (covered.get(deviceId) ?? 0) < clock.n);
};

/** The maximal versions, and every other that has a concurrent one (I13). Linear in versions and devices. */
export const maximalAndRivals = (versions: readonly Version[]): readonly Version[] => {
  const alone = new Set<string>();
  const known = new Map<string, number>();
  for (const version of versions) {
    const { context } = version.clock;
    if ([...known].every(([device, n]) => (context.get(device) ?? 0) >= n)) alone.add(version.id);
    if (version.clock.n > (known.get(version.deviceId) ?? 0)) known.set(version.deviceId, version.clock.n);
  }
  /** Per device what all later versions have seen. */
  let seenByAll: Map<string, number> | undefined;
  for (const version of [...versions].reverse()) {
    const { context } = version.clock;
    if (seenByAll === undefined) {
      alone.delete(version.id);
      seenByAll = new Map(context);
      continue;
    }
    if ((seenByAll.get(version.deviceId) ?? 0) < version.clock.n) alone.delete(version.id);
    for (const [device, n] of seenByAll) seenByAll.set(device, Math.min(n, context.get(device) ?? 0));
  }
  const last = new Set(maximal(versions).map(({ id }) => id));
  return versions.filter(({ id }) => last.has(id) || !alone.has(id));
};

/** Leaves out what its own branch replaced: somebody saw it, and none of its rivals, and wrote again. */
export const tipsOfBranches = (rivals: readonly Version[]): readonly Version[] => {
  if (rivals.length > mostCompared) return rivals;
  const replaced = (version: Version): boolean =>
    rivals.some(
      (next) =>
        next !== version &&
        sees(next, version) &&
        !sees(version, next) &&
        !rivals.some((other) => concurrent(other, version) && sees(next, other)),
    );
  return rivals.filter((version) => !replaced(version));
};

/** The conflict between candidates, named alike on all devices; none where fewer than two contend. */
export const conflictOf = (
  objectId: string,
  contenders: readonly Version[],
  standing: Standing | undefined,
): readonly MergeConflict[] => {
  const [first] = contenders;
  if (first === undefined || contenders.length < 2) return [];
  const gone = ({ record }: Version): boolean => record === undefined;
  const deleted = contenders.filter(gone).length;
  const kind =
    deleted === 0 || deleted === contenders.length ? 'merge' : gone(first) ? 'delete-update' : 'update-delete';
  const byId = [...contenders].sort((a, b) => compareText(a.id, b.id));
  const values: Json[] = byId.map((version) => proposed(version, knownStanding(version, standing)?.record) ?? null);
  const writes = byId.map(({ id }) => id);
  return [{ id: conflictId(writes), kind, objectId, writes, values }];
};
