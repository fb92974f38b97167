import { sameJson } from '../merge/same-json.js';
import type { ObjectView } from '../merge/strategy.js';
import type { LocalChange } from '../replica/replica.js';
import type { RollbackPlan } from './rollback-plan.js';

/** A plan as changes to author, in batches of up to 1,024. */
export interface RollbackChanges {
  readonly changes: readonly LocalChange[];
  /** Objects that changed since the plan was made: plan them again. */
  readonly stale: readonly string[];
}

/**
 * Turns a plan into changes. An object whose value in force is no longer the one that the plan found is left alone:
 * nobody approved what it would now do.
 *
 * @param view the value in force of an object of the plan's collection, from the replica
 * @param authorId who rolls back; by default the replica's author
 */
export const rollbackChanges = (
  { collection, steps }: RollbackPlan,
  view: (objectId: string) => ObjectView | undefined,
  authorId?: string,
): RollbackChanges => {
  const changes: LocalChange[] = [];
  const stale: string[] = [];
  for (const { objectId, from, to, encryptionScope } of steps) {
    if (!sameJson(view(objectId)?.record, from)) {
      stale.push(objectId);
      continue;
    }
    changes.push({
      collection,
      objectId,
      ...(to === undefined ? { operation: 'delete' } : { operation: 'put', record: to }),
      ...(authorId === undefined ? {} : { authorId }),
      ...(encryptionScope === undefined ? {} : { encryptionScope }),
    });
  }
  return { changes, stale };
};
