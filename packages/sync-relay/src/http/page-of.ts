import { encodePage } from '../protocol/page.js';
import type { ScopeLog } from '../scope/scope-log.js';
import type { RelayStore } from '../store/store.js';

/** A page after a sequence, with the sequence it ends at. Its head is at least as long as what is on it. */
export const pageOf = async (
  store: RelayStore,
  scope: ScopeLog,
  reading: { readonly after: number; readonly limit: number; readonly bytes: number },
): Promise<{ readonly bytes: Uint8Array; readonly last: number }> => {
  const head = scope.head();
  const limit = Math.min(reading.limit, Math.max(0, head.size - reading.after));
  const entries = limit === 0 ? [] : await store.read(scope.scopeId, { ...reading, limit });
  return { bytes: encodePage({ head, entries }), last: entries.at(-1)?.sequence ?? reading.after };
};
