import type { NodeAt } from '../tree/coordinates.js';
import type { RelayStore, ScopeFacts, StoredEntry, StoredSnapshot } from './store.js';
import { countBytes, noBytes, sumOfBytes, totalBytes, type ByteCounts } from './byte-counts.js';
import { soon } from './soon.js';
import { createWatchers } from './watchers.js';

interface Log extends ByteCounts {
  readonly facts: Pick<ScopeFacts, 'scopeId' | 'genesis' | 'opener'>;
  readonly entries: StoredEntry[];
  readonly byHash: Map<string, number>;
  readonly nodes: Map<string, Uint8Array>;
  snapshot: StoredSnapshot | undefined;
}

const nameOf = ({ level, index }: NodeAt): string => `${level}/${index}`;

/** A store that forgets everything with its process: for tests, and for a relay that only passes on. */
export const createMemoryStore = (): RelayStore => {
  const logs = new Map<string, Log>();
  const { watch, tell } = createWatchers();
  const logOf = (scopeId: string): Log => {
    const log = logs.get(scopeId);
    if (log === undefined) throw new TypeError(`The scope ${scopeId} was not opened.`);
    return log;
  };

  return {
    open: ({ scopeId, genesis, opener }) =>
      soon(() => {
        if (logs.has(scopeId)) return false;
        logs.set(scopeId, {
          facts: { scopeId, genesis, opener },
          entries: [],
          byHash: new Map(),
          nodes: new Map(),
          ...noBytes(),
          snapshot: undefined,
        });
        return true;
      }),
    scope: (scopeId) =>
      soon(() => {
        const log = logs.get(scopeId);
        return log && { ...log.facts, size: log.entries.length, bytes: log.bytes };
      }),
    openedBy: (opener) => soon(() => sumOfBytes([...logs.values()].filter((log) => log.facts.opener === opener))),
    totals: () => soon(() => totalBytes([...logs.values()])),
    append: (scopeId, { after, entries, nodes }) =>
      soon(() => {
        const log = logOf(scopeId);
        if (log.entries.length !== after) return 'conflict' as const;
        for (const entry of entries) {
          // A copy: the caller's buffer is its own.
          log.entries.push({ ...entry, bytes: entry.bytes && Uint8Array.from(entry.bytes) });
          log.byHash.set(`${entry.kind} ${entry.hash}`, entry.sequence);
          countBytes(log, entry, entry.bytes?.length ?? 0);
        }
        for (const node of nodes) log.nodes.set(nameOf(node), Uint8Array.from(node.hash));
        tell(scopeId, log.entries.length);
        return 'appended' as const;
      }),
    read: (scopeId, { after, limit, bytes }) =>
      soon(() => {
        const page: StoredEntry[] = [];
        let total = 0;
        for (const entry of logOf(scopeId).entries.slice(after, after + limit)) {
          total += entry.bytes?.length ?? 0;
          if (page.length > 0 && total > bytes) break;
          page.push(entry);
        }
        return page;
      }),
    control: async function* (scopeId, after) {
      await Promise.resolve();
      for (const { kind, bytes } of logOf(scopeId).entries.slice(after)) {
        if (kind === 'control' && bytes !== undefined) yield bytes;
      }
    },
    find: (scopeId, kind, hash) =>
      soon(() => {
        const log = logOf(scopeId);
        const entry = log.entries[(log.byHash.get(`${kind} ${hash}`) ?? 0) - 1];
        return entry && { ...entry, bytes: undefined };
      }),
    nodes: (scopeId, nodes) =>
      soon(() => {
        const log = logOf(scopeId);
        return nodes.map((node) => {
          const hash = log.nodes.get(nameOf(node));
          if (hash === undefined) throw new TypeError(`The tree of ${scopeId} has no node ${nameOf(node)}.`);
          return hash;
        });
      }),
    collectionBytes: (scopeId, collection) => soon(() => logOf(scopeId).collections.get(collection) ?? 0),
    deviceBytes: (scopeId, deviceId) => soon(() => logOf(scopeId).devices.get(deviceId) ?? 0),
    putSnapshot: (scopeId, snapshot) =>
      soon(() => {
        const log = logOf(scopeId);
        if ((log.snapshot?.upTo ?? 0) >= snapshot.upTo) return false;
        log.bytes += snapshot.sealed.length - (log.snapshot?.sealed.length ?? 0);
        log.snapshot = { ...snapshot, sealed: Uint8Array.from(snapshot.sealed) };
        return true;
      }),
    snapshot: (scopeId) => soon(() => logOf(scopeId).snapshot),
    prune: (scopeId, upTo) =>
      soon(() => {
        const log = logOf(scopeId);
        let freed = 0;
        log.entries.forEach((entry, index) => {
          if (entry.sequence > upTo || entry.kind === 'control' || entry.bytes === undefined) return;
          freed += entry.bytes.length;
          countBytes(log, entry, -entry.bytes.length);
          log.entries[index] = { ...entry, bytes: undefined };
        });
        return freed;
      }),
    watch,
    ready: () => Promise.resolve(true),
    disk: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
};
