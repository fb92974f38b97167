import { reasonOf } from '../../model/reason-of.js';
import type { Version } from '../../model/version.js';
import { conflictId } from '../conflict-id.js';
import { compareText } from '../hybrid-order.js';
import type { MergeConflict, MergeResult, Merger, MergerOptions, ObjectView } from '../strategy.js';
import { createAuthorityObject, type AuthorityObject, type Authorised } from './authority-object.js';

/** A loser of concurrent versions, or one that went back: it is kept, and waits. */
const waitingOf = (object: AuthorityObject): readonly Authorised[] => {
  const winner = object.winner();
  return object.tips().filter((tip) => tip !== winner);
};

const conflictsOf = (objectId: string, object: AuthorityObject): readonly MergeConflict[] => {
  const rivals = object
    .tips()
    .filter(({ goesBack }) => !goesBack)
    .sort((a, b) => compareText(a.version.id, b.version.id));
  if (rivals.length < 2) return [];
  const writes = rivals.map(({ version }) => version.id);
  const values = rivals.map(({ record }) => record ?? null);
  const gone = rivals.filter(({ record }) => record === undefined).length;
  const winnerGone = object.winner()?.record === undefined;
  const kind = gone === 0 || gone === rivals.length ? 'merge' : winnerGone ? 'delete-update' : 'update-delete';
  return [{ id: conflictId(writes), kind, objectId, writes, values }];
};

/** See `signedAuthorityRequired`. */
export const createAuthorityMerger = ({ engine }: MergerOptions): Merger => {
  const objects = new Map<string, AuthorityObject>();
  const revoked = new Set<string>();

  /** The object ids that a write revokes: what it says itself, so that no other write can take it back. */
  const revokedBy = ({ record, objectId }: Version): readonly string[] =>
    record === undefined ? [] : (engine.merge.authority?.revokes?.(record, objectId) ?? []);

  const viewOf = (objectId: string, object: AuthorityObject): ObjectView => {
    const { context } = object;
    if (revoked.has(objectId)) return { record: undefined, context, inForce: [], held: [], conflicts: [] };
    const winner = object.winner();
    return {
      record: winner?.record,
      context,
      inForce: winner === undefined ? [] : [winner.version.id],
      held: waitingOf(object)
        .map(({ version }) => version.id)
        .sort(compareText),
      conflicts: conflictsOf(objectId, object),
    };
  };

  const resultOf = (object: AuthorityObject, version: Version): Pick<MergeResult, 'outcome' | 'reasons'> => {
    const { id, objectId } = version;
    // What revokes its own object has its effect, though nothing of it is in force.
    if (revokedBy(version).includes(objectId)) return { outcome: 'applied', reasons: [] };
    if (revoked.has(objectId)) return { outcome: 'superseded', reasons: [reasonOf('version_rollback')] };
    if (object.winner()?.version.id === id) return { outcome: 'applied', reasons: [] };
    const waiting = waitingOf(object).find(({ version }) => version.id === id);
    if (waiting === undefined) return { outcome: 'superseded', reasons: [] };
    return { outcome: 'held', reasons: [reasonOf(waiting.goesBack ? 'version_rollback' : 'concurrent_version')] };
  };

  return {
    add: (version) => {
      const { objectId } = version;
      const object = objects.get(objectId) ?? createAuthorityObject(engine);
      if (object.has(version)) return { outcome: 'superseded', reasons: [], touched: [] };
      objects.set(objectId, object);
      object.insert(version);
      const touched = new Set([objectId]);
      for (const gone of revokedBy(version)) {
        if (!revoked.has(gone) && objects.has(gone)) touched.add(gone);
        revoked.add(gone);
      }
      return { ...resultOf(object, version), touched: [...touched] };
    },
    objectIds: () => objects.keys(),
    view: (objectId) => {
      const object = objects.get(objectId);
      return object === undefined ? undefined : viewOf(objectId, object);
    },
    replicated: () => ({
      revoked: [...revoked].sort(compareText),
      objects: [...objects]
        .sort(([a], [b]) => compareText(a, b))
        .map(([objectId, object]) => ({
          objectId,
          versions: [...object.tips()]
            .map(({ version: { id, operation, deviceId, record } }) => ({
              ...{ id, operation, deviceId, record: record ?? null },
            }))
            .sort((a, b) => compareText(a.id, b.id)),
        })),
    }),
    collect: (frontier) => {
      let count = 0;
      for (const object of objects.values()) if (object.acknowledged(frontier)) count += object.forgetReplaced();
      return count;
    },
  };
};
