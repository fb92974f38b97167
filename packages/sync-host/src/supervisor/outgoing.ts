import { parseBatch, parseLeaf } from '@sourceos/sync-kernel/wire';
import type { Store } from '../store/store.js';

/** How many writes of each collection wait in a scope's outbox: each engine's own queue (collection → writes). */
export interface Outgoing {
  readonly count: () => ReadonlyMap<string, number>;
}

/** Entries that are looked at: who has more waiting sees at least so many. */
const limits = { entries: 4_096, bytes: 64 * 1_048_576 };

const writesOf = (bytes: Uint8Array): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const batch = parseBatch(bytes);
  if (!batch.ok) return counts;
  for (const { leaf } of batch.value.writes) {
    const read = parseLeaf(leaf);
    if (!read.ok) continue;
    const { collection } = read.value.header;
    counts.set(collection, (counts.get(collection) ?? 0) + 1);
  }
  return counts;
};

/** Counts what waits; a batch is read once, however often it is asked for. */
export const createOutgoing = (store: Pick<Store, 'outbox'>, scopeId: string): Outgoing => {
  let known = new Map<string, ReadonlyMap<string, number>>();
  let counts: ReadonlyMap<string, number> = new Map();
  return {
    count: () => {
      const rows = store.outbox(scopeId, limits);
      // A store that cannot be read says nothing new: what was counted last stands.
      if (!rows.ok) return counts;
      const next = new Map<string, ReadonlyMap<string, number>>();
      const total = new Map<string, number>();
      for (const { kind, hash, bytes } of rows.value) {
        if (kind !== 'batch') continue;
        const writes = known.get(hash) ?? writesOf(bytes);
        next.set(hash, writes);
        for (const [collection, amount] of writes) total.set(collection, (total.get(collection) ?? 0) + amount);
      }
      known = next;
      counts = total;
      return total;
    },
  };
};
