import { done } from '../failure.js';
import type { Store } from '../store/store.js';
import type { StoreResult } from '../store/store-code.js';
import { forPerson, queueChanges, waitsForPerson } from './queue-changes.js';
import type { ScopeCore } from './scope-core.js';

/**
 * Has review and quarantine follow what a scope that was just loaded decides: engines, keys or the software may be
 * others than when the decisions were kept. What is kept apart and is no write of this scope stays as it is.
 */
export const reconcile = (store: Store, scopeId: string, core: ScopeCore, now: number): StoreResult<undefined> => {
  const review = store.review(scopeId);
  if (!review.ok) return review;
  const quarantine = store.quarantine(scopeId);
  if (!quarantine.ok) return quarantine;
  const reviewed = new Set(review.value.map(({ writeId }) => writeId));
  const apart = new Set(quarantine.value.map(({ writeId }) => writeId));
  const lapsed = new Set(quarantine.value.filter(forPerson).map(({ writeId }) => writeId));
  const replica = core.replica();
  const turned = [...replica.decisions()].filter((decision) => {
    const { writeId, outcome } = decision;
    // It waited for a person until its time was over, and does not begin to wait again by itself.
    if (lapsed.has(writeId) && waitsForPerson(decision)) return false;
    return reviewed.has(writeId) !== waitsForPerson(decision) || apart.has(writeId) !== (outcome === 'quarantined');
  });
  if (turned.length === 0) return done(undefined);
  const bytes = core.bytesOf(turned.map(({ writeId }) => writeId));
  const rows = queueChanges(turned, { now, reviewFor: core.reviewFor, bytesOf: (id) => bytes.get(id) });
  const kept = store.acceptRemote({ scopeId, ...rows, now });
  return kept.ok ? done(undefined) : kept;
};
