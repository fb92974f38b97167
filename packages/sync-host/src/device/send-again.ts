import { done } from '../failure.js';
import type { NewOutboxEntry } from '../store/rows.js';
import { loadHistory } from '../store/load-history.js';
import type { StoreResult } from '../store/store-code.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';
import { outgoingControl } from './write-local.js';

/**
 * Queues all that this device itself added to a scope, in its order: for a relay that lost some of it, or that never had
 * it. What the relay has it gives the receipt of the first time for.
 */
export const sendAgain = ({ options, row }: ScopeParts, core: ScopeCore): StoreResult<undefined> => {
  const { store, now } = options;
  const { scopeId } = row;
  const entries: NewOutboxEntry[] = [];
  const loaded = loadHistory(store, scopeId, (it) => {
    if (it.origin !== 'device') return;
    if (it.kind === 'batch') {
      entries.push({ kind: 'batch', bytes: it.bytes });
      return;
    }
    const outgoing = outgoingControl(options, scopeId, [it.bytes], core.keys.sealing);
    // Without a key of the newest epoch what travels sealed stays here: others have it from before.
    if (outgoing.ok) entries.push(...outgoing.value);
  });
  if (!loaded.ok) return loaded;
  return entries.length === 0 ? done(undefined) : store.requeue(scopeId, entries, now());
};
