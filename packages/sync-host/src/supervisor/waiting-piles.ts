import type { Decision, Pile, Reason } from '@sourceos/sync-kernel';
import type { DeviceScope } from '../device/device.js';
import type { Store } from '../store/store.js';

/** What waits in a scope, by collection. */
export interface WaitingPiles {
  readonly review: ReadonlyMap<string, Pile>;
  readonly quarantine: ReadonlyMap<string, Pile>;
}

/** Reasons that a pile carries: a queue of thousands has few different ones. */
const maxReasons = 32;

const distinct = (reasons: readonly Reason[]): readonly Reason[] => {
  const seen = new Map<string, Reason>();
  for (const reason of reasons) {
    if (seen.size >= maxReasons) break;
    seen.set(`${reason.detail} ${reason.pointer ?? ''}`, reason);
  }
  return [...seen.values()];
};

interface Waiting {
  readonly collection: string | undefined;
  readonly reasons: readonly Reason[];
}

const pilesOf = (waiting: readonly Waiting[]): ReadonlyMap<string, Pile> => {
  const byCollection = new Map<string, { count: number; reasons: Reason[] }>();
  for (const { collection, reasons } of waiting) {
    // What could not be read so far that it names a collection is no engine's: the quarantine lists it all the same.
    if (collection === undefined) continue;
    const pile = byCollection.get(collection) ?? { count: 0, reasons: [] };
    pile.count += 1;
    if (pile.reasons.length < 4_096) pile.reasons.push(...reasons);
    byCollection.set(collection, pile);
  }
  return new Map(
    [...byCollection].map(([collection, { count, reasons }]) => [collection, { count, reasons: distinct(reasons) }]),
  );
};

/** The decision about a write as the replica has it; where it forgot it, as the store does. */
export const decisionAbout = (
  scope: Pick<DeviceScope, 'scopeId' | 'replica'>,
  store: Pick<Store, 'decision'>,
  writeId: string,
):
  Pick<Decision, 'collection' | 'objectId' | 'deviceId' | 'authorId' | 'outcome' | 'reasons' | 'trace'> | undefined => {
  const decided = scope.replica.decision(writeId);
  if (decided !== undefined) return decided;
  const kept = store.decision(scope.scopeId, writeId);
  return kept.ok ? kept.value : undefined;
};

/** Reads both queues of a scope. A store that cannot be read gives empty piles: its failure shows elsewhere. */
export const waitingPiles = (
  scope: Pick<DeviceScope, 'scopeId' | 'replica'>,
  store: Pick<Store, 'decision' | 'review' | 'quarantine'>,
): WaitingPiles => {
  const review = store.review(scope.scopeId);
  const quarantine = store.quarantine(scope.scopeId);
  // What a person threw away asks nothing of anybody any more.
  const apart = quarantine.ok ? quarantine.value.filter(({ discarded }) => discarded === undefined) : [];
  const read = (writeId: string, reasons?: readonly Reason[]): Waiting => {
    const decision = decisionAbout(scope, store, writeId);
    return { collection: decision?.collection, reasons: reasons ?? decision?.reasons ?? [] };
  };
  return {
    review: pilesOf(review.ok ? review.value.map(({ writeId }) => read(writeId)) : []),
    quarantine: pilesOf(apart.map(({ writeId, reasons }) => read(writeId, reasons))),
  };
};
