import { done } from '../failure.js';
import { loadHistory } from '../store/load-history.js';
import { packHistory, type PackedBatch } from '../store/packed-history.js';
import type { Dropped } from '../store/store.js';
import type { StoreResult } from '../store/store-code.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';

/** Batches that are worth packing, by default. */
const defaultEvery = 8_192;

const nothing: Dropped = { count: 0, bytes: 0 };

/**
 * Packs a scope's batches into one compressed piece, where there are many of them. A scope is made from them as before,
 * with all that they hold: nobody's acknowledgement has to be waited for. What waits to be sent, or for batches before it,
 * stays an entry of its own.
 *
 * @returns how many entries went, and their bytes
 */
export const compactScope = ({ options, row }: ScopeParts, core: ScopeCore): StoreResult<Dropped> => {
  const { store, now, compactEvery = defaultEvery } = options;
  const { scopeId } = row;
  if (core.looseBatches() < compactEvery) return done(nothing);
  const horizon = core.replica().acknowledged();
  const behind: PackedBatch[] = [];
  let fresh = 0;
  // By the rule of the store's own `compactHistory`: what it drops is in the pack. What is queued it keeps besides.
  const loaded = loadHistory(store, scopeId, ({ kind, packed, place, bytes, position, at, origin }) => {
    if (kind !== 'batch') return;
    if (!packed && (place === undefined || place.sequence + place.size - 1 > (horizon.get(place.deviceId) ?? 0)))
      return;
    if (!packed) fresh += 1;
    behind.push({ bytes, position, at, origin });
  });
  if (!loaded.ok) return loaded;
  if (fresh < compactEvery) return done(nothing);
  const snapshot = packHistory(behind.sort((a, b) => a.position - b.position));
  return snapshot === undefined ? done(nothing) : store.compactHistory({ scopeId, now: now(), horizon, snapshot });
};
