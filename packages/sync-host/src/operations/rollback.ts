import {
  planRollback,
  rollbackChanges,
  type Decision,
  type Engine,
  type RollbackPlan,
  type RollbackResult,
  type RollbackTarget,
} from '@sourceos/sync-kernel';
import type { DeviceScope, WriteCode } from '../device/device.js';
import { done, failed, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { actorOf } from './actor.js';

export interface RollbackPlanRequest {
  readonly scope: DeviceScope;
  readonly keyring: Keyring;
  readonly engine: Engine;
  readonly target: RollbackTarget;
  /** Objects to undo though somebody else changed them later: a person saw them among those that were skipped. */
  readonly overrule?: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What came of carrying a plan out. */
export interface RolledBack {
  /** Objects that were written. */
  readonly written: number;
  /** Objects that changed since the plan was made, and were left alone: plan them again. */
  readonly stale: readonly string[];
  /** What the gate decided about the writes: its own rules may refuse one. */
  readonly decisions: readonly Decision[];
}

/** So many writes fit into one batch. */
const batch = 1_024;

/** Plans a rollback by the arrival journal of this device, for a person to read first. Nothing is written. */
export const planScopeRollback = (request: RollbackPlanRequest): RollbackResult => {
  const { scope, keyring, engine, target, overrule, now } = request;
  return planRollback({
    engine,
    history: scope.replica.history(),
    target,
    actor: actorOf(scope, keyring, now),
    ...(overrule === undefined ? {} : { overrule }),
  });
};

/**
 * Carries a plan out by new writes. Authority is asked anew: a plan may lie about for a day.
 *
 * @returns `rollback_denied` where the actor may not any more; a store's code where a batch could not be kept: those
 *   before it stand, and a plan made anew finds what is left
 */
export const applyRollback = (
  plan: RollbackPlan,
  { scope, keyring, engine, now }: Omit<RollbackPlanRequest, 'target' | 'overrule'>,
): HostResult<RolledBack, WriteCode | 'rollback_denied'> => {
  const { collection } = plan;
  if (collection !== engine.manifest.collection) {
    throw new TypeError(`The plan is one for ${collection}, and the engine owns ${engine.manifest.collection}.`);
  }
  const nothing = { kind: 'undo_author', authorId: keyring.personId, since: Infinity } as const;
  const allowed = planRollback({ engine, history: [], target: nothing, actor: actorOf(scope, keyring, now) });
  if (!allowed.ok) return failed('rollback_denied', allowed.reasons.map(({ detail }) => detail).join(', '));
  const { changes, stale } = rollbackChanges(plan, (objectId) => scope.replica.view(collection, objectId));
  const decisions: Decision[] = [];
  for (let start = 0; start < changes.length; start += batch) {
    const written = scope.write(changes.slice(start, start + batch));
    if (!written.ok) return written;
    decisions.push(...written.value.decisions);
  }
  return done({ written: changes.length, stale, decisions });
};
