import { done } from '../failure.js';
import { hashOf } from './hash.js';
import { unpackHistory, type PackedBatch } from './packed-history.js';
import type { BatchPlace } from './rows.js';
import type { Store } from './store.js';
import { storeFailure, type StoreResult } from './store-code.js';

/** A control record or a batch as it was accepted, whether it is an entry or was packed since. */
export type AcceptedEntry = PackedBatch & {
  readonly kind: 'control' | 'batch';
  /** `sha256:` of the bytes. */
  readonly hash: string;
  readonly packed: boolean;
  /** What the store knows of a batch that is an entry. */
  readonly place?: BatchPlace;
};

/**
 * Goes through all that a scope accepted, once each: first the batches that were packed, then the entries, each in the
 * order in which they came. What a relay sent again after it was packed is an entry too, and told of as packed alone.
 *
 * @returns `newer_schema` where packed batches have a form that this software does not know
 */
export const loadHistory = (
  store: Pick<Store, 'load'>,
  scopeId: string,
  visit: (entry: AcceptedEntry) => void,
): StoreResult<undefined> => {
  let unknown = 0;
  const packed = new Set<string>();
  const loaded = store.load(scopeId, (it) => {
    if (it.kind !== 'snapshot') {
      const { kind, bytes, hash, position, at, origin } = it;
      const place = it.kind === 'batch' ? { place: it.statement } : {};
      if (!packed.has(hash)) visit({ kind, bytes, hash, position, at, origin, packed: false, ...place });
      return;
    }
    const batches = unpackHistory(it.bytes);
    if (batches === undefined) unknown += 1;
    for (const batch of batches ?? []) {
      const hash = hashOf(batch.bytes);
      packed.add(hash);
      visit({ kind: 'batch', ...batch, hash, packed: true });
    }
  });
  if (!loaded.ok) return loaded;
  return unknown === 0 ? done(undefined) : storeFailure('newer_schema', 'its history is packed in another form');
};
