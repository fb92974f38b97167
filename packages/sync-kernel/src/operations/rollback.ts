import type { Engine } from '../engine/engine.js';
import { sameJson } from '../merge/same-json.js';
import { reasonOf } from '../model/reason-of.js';
import type { HistoryEntry } from './history.js';
import { operationFault, type Actor } from './operation-authority.js';
import { barrierOf, skipSentences, type SkipCause } from './rollback-barrier.js';
import type { RollbackResult, RollbackStep, RollbackTarget, SkippedObject } from './rollback-plan.js';
import { isTargeted, undoing } from './rollback-undoing.js';
import { checkOperation, isBulkDeletion } from './tombstone.js';

export interface RollbackRequest {
  readonly engine: Engine;
  /** The arrival journal, in order of arrival; entries of other collections are passed over. */
  readonly history: readonly HistoryEntry[];
  readonly target: RollbackTarget;
  readonly actor: Actor;
  /** Objects to undo even where somebody else changed them later: a person saw them among `changed_later`. */
  readonly overrule?: ReadonlySet<string>;
}

const ids = (entries: readonly HistoryEntry[]): readonly string[] => entries.map(({ writeId }) => writeId);

const planObject = (
  { engine, target, overrule }: RollbackRequest,
  objectId: string,
  entries: readonly HistoryEntry[],
): RollbackStep | SkippedObject => {
  const { to, undone, foreign, because } = undoing(entries, target);
  const skip = (cause: SkipCause, writes: readonly HistoryEntry[]): SkippedObject => ({
    objectId,
    cause,
    sentence: skipSentences[cause],
    writes: ids(writes),
  });
  const last = entries.at(-1);
  if (to === undefined) return skip('unknown_value', []);
  if (undone.length === 0 || sameJson(to.value, last?.after)) return skip('no_effect', undone);
  for (const entry of [...undone, ...foreign]) {
    const cause = barrierOf(engine, entry);
    if (cause !== undefined) return skip(cause, [entry]);
  }
  if (foreign.length > 0 && overrule?.has(objectId) !== true) return skip('changed_later', foreign);
  if (to.value === undefined && checkOperation(engine, 'delete') !== undefined) {
    return skip('tombstones_unsupported', undone);
  }
  if (to.value !== undefined && !engine.record.safeParse(to.value).success) return skip('old_schema', undone);
  const scope = last?.encryptionScope;
  return {
    objectId,
    from: last?.after,
    to: to.value,
    ...(scope === undefined ? {} : { encryptionScope: scope }),
    because,
    undoes: ids(undone),
  };
};

/**
 * Plans a rollback: new writes to old values, never a rewind. Left alone, and listed with the cause: entries of logs,
 * commands that were carried out, revocations, raised versions, policy bundles, and objects that somebody else
 * changed later.
 *
 * @returns `rollback_unsupported`, or why the actor may not (I3), where nothing is planned at all
 */
export const planRollback = (request: RollbackRequest): RollbackResult => {
  const { engine, history, target, actor } = request;
  const { collection, supportsRollback } = engine.manifest;
  if (!supportsRollback)
    return { ok: false, reasons: [reasonOf('rollback_unsupported', { evidence: { collection } })] };
  const fault = operationFault(engine, 'rollback', actor);
  if (fault !== undefined) return { ok: false, reasons: [fault] };
  const inForce = new Map<string, boolean>();
  const objects = new Map<string, HistoryEntry[]>();
  const asked = new Set('objectId' in target ? [target.objectId] : []);
  for (const entry of history) {
    if (entry.collection !== collection) continue;
    inForce.set(entry.objectId, entry.after !== undefined);
    // Objects that an undo does not concern are no news: only what somebody asked about is listed.
    if (isTargeted(target, entry)) asked.add(entry.objectId);
    const entries = objects.get(entry.objectId);
    if (entries === undefined) objects.set(entry.objectId, [entry]);
    else entries.push(entry);
  }
  const steps: RollbackStep[] = [];
  const skipped: SkippedObject[] = [];
  for (const objectId of asked) {
    const planned = planObject(request, objectId, objects.get(objectId) ?? []);
    if ('cause' in planned) skipped.push(planned);
    else steps.push(planned);
  }
  const deletions = steps.filter(({ to }) => to === undefined).length;
  const total = [...inForce.values()].filter(Boolean).length;
  return { ok: true, plan: { collection, steps, skipped, bulkDeletion: isBulkDeletion(deletions, total) } };
};
