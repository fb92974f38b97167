import { sha256 } from '@noble/hashes/sha2.js';
import { isAgent } from '../../model/is-agent.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { ReasonDetail } from '../../model/reason-detail.js';
import { reasonOf } from '../../model/reason-of.js';
import type { Version } from '../../model/version.js';
import { canonicalBytes } from '../../wire/canonical-json.js';
import { hashName } from '../../wire/hash-name.js';
import { sees } from '../causality.js';
import { conflictId } from '../conflict-id.js';
import { compareHybrid, compareText } from '../hybrid-order.js';
import { sameJson } from '../same-json.js';
import type { MergeConflict, MergeResult, Merger, MergerOptions, ObjectView } from '../strategy.js';
import { versionVector } from '../version-vector.js';
import { createAuthorLog, type AuthorLog } from './author-log.js';
import { createRangeCheckpoints, type RangeCheckpoints } from './range-checkpoints.js';

const adds = ({ operation }: Version): boolean => operation === 'put' || operation === 'command';

/** The first of the entries of one object: causality decides before the clock does. */
const firstOf = (entries: readonly Version[]): Version | undefined => {
  const firsts = entries.filter((entry) => !entries.some((other) => other !== entry && sees(entry, other)));
  return [...(firsts.length > 0 ? firsts : entries)].sort(compareHybrid)[0];
};

/** See `appendOnly`. */
export const createAppendOnlyMerger = ({ engine }: MergerOptions): Merger => {
  const checkpointOf = engine.merge.log?.checkpoint;
  const known = new Map<string, Version>();
  const byObject = new Map<string, Version[]>();
  const logs = new Map<string, AuthorLog>();
  /** Entry → the checkpoints that name it by its id. */
  const checkpoints = new Map<string, Version[]>();
  /** Device → the checkpoints of its log that name entries by their place. */
  const ranges = new Map<string, RangeCheckpoints>();
  /** Of a body that went: the hash of its content, to tell a repetition from a rewriting. */
  const contents = new Map<string, string>();

  const forked = ({ deviceId, clock }: Version): boolean => logs.get(deviceId)?.forkedAt(clock.n) ?? false;

  const sameContent = (a: Version, b: Version): boolean => {
    const [left, right] = [contents.get(a.id), contents.get(b.id)];
    if (left === undefined && right === undefined) return sameJson(a.record, b.record);
    const content = ({ record }: Version): string => hashName(sha256(canonicalBytes(record ?? null)));
    return (left ?? content(a)) === (right ?? content(b));
  };

  const original = (objectId: string): Version | undefined =>
    firstOf((byObject.get(objectId) ?? []).filter((entry) => adds(entry) && !forked(entry)));

  const rewrites = (version: Version): boolean => {
    if (!adds(version)) return true;
    const first = original(version.objectId);
    return first !== undefined && first !== version && !sameContent(first, version);
  };

  const faultOf = (version: Version): ReasonDetail | undefined => {
    if (forked(version)) return isAgent(version.authorId) ? 'agent_forked' : 'author_forked';
    return rewrites(version) ? 'log_rewritten' : undefined;
  };

  const naming = (id: string, deviceId: string): readonly Version[] => {
    const byPlace = ranges.get(deviceId)?.naming(id) ?? [];
    const byId = checkpoints.get(id) ?? [];
    return byPlace.length === 0 ? byId : [...byId, ...byPlace];
  };

  /** Whether a valid checkpoint of the entry's own log, later in it, lets the body go. */
  const dropped = ({ id, deviceId, clock }: Version): boolean =>
    naming(id, deviceId).some(
      (checkpoint) =>
        checkpoint.deviceId === deviceId && checkpoint.clock.n > clock.n && faultOf(checkpoint) === undefined,
    );

  const bodyOf = (version: Version): JsonObject | undefined => (dropped(version) ? undefined : version.record);

  const conflictsOf = (objectId: string): readonly MergeConflict[] => {
    const entries = byObject.get(objectId) ?? [];
    const conflict = (kind: 'fork' | 'merge', versions: readonly Version[]): MergeConflict => {
      const sorted = [...versions].sort((a, b) => compareText(a.id, b.id));
      const writes = sorted.map(({ id }) => id);
      return { id: conflictId(writes), kind, objectId, writes, values: sorted.map((entry) => bodyOf(entry) ?? null) };
    };
    const found = new Map<string, MergeConflict>();
    for (const { deviceId, clock } of entries) {
      const branches = logs.get(deviceId)?.at(clock.n) ?? [];
      if (branches.length < 2) continue;
      const fork = conflict('fork', branches);
      found.set(fork.id, fork);
    }
    const first = original(objectId);
    const rewriters = entries.filter((entry) => !forked(entry) && rewrites(entry));
    if (first !== undefined && rewriters.length > 0) {
      const rewriting = conflict('merge', [first, ...rewriters]);
      found.set(rewriting.id, rewriting);
    }
    return [...found.values()].sort((a, b) => compareText(a.id, b.id));
  };

  const rangesOf = (deviceId: string, log: AuthorLog): RangeCheckpoints => {
    const own =
      ranges.get(deviceId) ??
      createRangeCheckpoints((n) => log.entries().filter(({ clock }) => clock.n < n && !log.forkedAt(clock.n)));
    ranges.set(deviceId, own);
    return own;
  };

  const join = (version: Version): readonly string[] => {
    const { id, objectId, deviceId } = version;
    known.set(id, version);
    const entries = byObject.get(objectId);
    if (entries === undefined) byObject.set(objectId, [version]);
    else entries.push(version);
    const log = logs.get(deviceId) ?? createAuthorLog();
    logs.set(deviceId, log);
    const touched = new Set([objectId]);
    const said = adds(version) && version.record !== undefined ? checkpointOf?.(version.record) : undefined;
    for (const entryId of said === undefined || 'ranges' in said ? [] : new Set(said)) {
      const others = checkpoints.get(entryId);
      if (others === undefined) checkpoints.set(entryId, [version]);
      else others.push(version);
      const entry = known.get(entryId);
      if (entry?.deviceId === deviceId) touched.add(entry.objectId);
    }
    const forks = log.add(version);
    const own = rangesOf(deviceId, log);
    if (said !== undefined && 'ranges' in said) {
      for (const entryId of own.add(version, said)) touched.add(known.get(entryId)?.objectId ?? objectId);
    }
    if (own.entered(version.clock.n) || forks) for (const entry of log.entries()) touched.add(entry.objectId);
    return [...touched];
  };

  const viewOf = (objectId: string, entries: readonly Version[]): ObjectView => {
    const first = original(objectId);
    const record = first === undefined ? undefined : bodyOf(first);
    return {
      record,
      context: versionVector(entries),
      inForce: first === undefined || record === undefined ? [] : [first.id],
      held: [],
      conflicts: conflictsOf(objectId),
    };
  };

  const replicatedLog = (deviceId: string, log: AuthorLog): Json => ({
    deviceId,
    entries: log.entries().map((entry) => ({
      n: entry.clock.n,
      id: entry.id,
      objectId: entry.objectId,
      fault: faultOf(entry) ?? null,
      body: !dropped(entry),
    })),
  });

  return {
    add: (version): MergeResult => {
      if (known.has(version.id)) return { outcome: 'superseded', reasons: [], touched: [] };
      const touched = join(version);
      const fault = faultOf(version);
      if (fault !== undefined) return { outcome: 'quarantined', reasons: [reasonOf(fault)], touched };
      return { outcome: original(version.objectId) === version ? 'applied' : 'merged', reasons: [], touched };
    },
    objectIds: () => byObject.keys(),
    view: (objectId) => {
      const entries = byObject.get(objectId);
      return entries === undefined ? undefined : viewOf(objectId, entries);
    },
    replicated: () =>
      [...logs].sort(([a], [b]) => compareText(a, b)).map(([deviceId, log]) => replicatedLog(deviceId, log)),
    collect: (frontier) => {
      let count = 0;
      const acknowledged = ({ deviceId, clock }: Version): boolean => clock.n <= (frontier.get(deviceId) ?? 0);
      for (const entryId of [...checkpoints.keys(), ...[...ranges.values()].flatMap((own) => [...own.named()])]) {
        const entry = known.get(entryId);
        if (entry?.record === undefined || !acknowledged(entry) || !dropped(entry)) continue;
        if (!naming(entryId, entry.deviceId).some(acknowledged)) continue;
        contents.set(entryId, hashName(sha256(canonicalBytes(entry.record))));
        const bare: Version = { ...entry, record: undefined };
        known.set(entryId, bare);
        const entries = byObject.get(entry.objectId) ?? [];
        entries.splice(entries.indexOf(entry), 1, bare);
        logs.get(entry.deviceId)?.replace(entry, bare);
        count += 1;
      }
      return count;
    },
    log: (deviceId) => (logs.get(deviceId)?.entries() ?? []).filter((entry) => !forked(entry)).map(({ id }) => id),
  };
};
