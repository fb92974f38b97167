import type { NodeAt } from '../tree/coordinates.js';
import type { RelayStore, ScopeFacts, StoredEntry, StoredSnapshot } from './store.js';
import { createWatchers } from './watchers.js';

interface Log {
  readonly facts: Pick<ScopeFacts, 'scopeId' | 'genesis' | 'opener'>;
  readonly entries: StoredEntry[];
  readonly byHash: Map<string, number>;
  readonly nodes: Map<string, Uint8Array>;
  readonly collections: Map<string, number>;
  bytes: number;
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
  const count = (log: Log, collection: string, bytes: number) => {
    log.bytes += bytes;
    if (collection !== '') log.collections.set(collection, (log.collections.get(collection) ?? 0) + bytes);
  };

  return {
    open: ({ scopeId, genesis, opener }) => {
      if (logs.has(scopeId)) return Promise.resolve(false);
      logs.set(scopeId, {
        facts: { scopeId, genesis, opener },
        entries: [],
        byHash: new Map(),
        nodes: new Map(),
        collections: new Map(),
        bytes: 0,
        snapshot: undefined,
      });
      return Promise.resolve(true);
    },
    scope: (scopeId) => {
      const log = logs.get(scopeId);
      return Promise.resolve(log && { ...log.facts, size: log.entries.length, bytes: log.bytes });
    },
    openedBy: (opener) => Promise.resolve([...logs.values()].filter((log) => log.facts.opener === opener).length),
    totals: () =>
      Promise.resolve({ scopes: logs.size, bytes: [...logs.values()].reduce((sum, log) => sum + log.bytes, 0) }),
    append: (scopeId, { after, entries, nodes }) => {
      const log = logOf(scopeId);
      if (log.entries.length !== after) return Promise.resolve('conflict');
      for (const entry of entries) {
        // A copy: the caller's buffer is its own.
        log.entries.push({ ...entry, bytes: entry.bytes && Uint8Array.from(entry.bytes) });
        log.byHash.set(`${entry.kind} ${entry.hash}`, entry.sequence);
        count(log, entry.collection, entry.bytes?.length ?? 0);
      }
      for (const node of nodes) log.nodes.set(nameOf(node), Uint8Array.from(node.hash));
      tell(scopeId, log.entries.length);
      return Promise.resolve('appended');
    },
    read: (scopeId, { after, limit, bytes }) => {
      const page: StoredEntry[] = [];
      let total = 0;
      for (const entry of logOf(scopeId).entries.slice(after, after + limit)) {
        total += entry.bytes?.length ?? 0;
        if (page.length > 0 && total > bytes) break;
        page.push(entry);
      }
      return Promise.resolve(page);
    },
    control: async function* (scopeId, after) {
      await Promise.resolve();
      for (const { kind, bytes } of logOf(scopeId).entries.slice(after)) {
        if (kind === 'control' && bytes !== undefined) yield bytes;
      }
    },
    find: (scopeId, kind, hash) => {
      const log = logOf(scopeId);
      const entry = log.entries[(log.byHash.get(`${kind} ${hash}`) ?? 0) - 1];
      return Promise.resolve(entry && { ...entry, bytes: undefined });
    },
    nodes: (scopeId, nodes) => {
      const log = logOf(scopeId);
      return Promise.resolve(
        nodes.map((node) => {
          const hash = log.nodes.get(nameOf(node));
          if (hash === undefined) throw new TypeError(`The tree of ${scopeId} has no node ${nameOf(node)}.`);
          return hash;
        }),
      );
    },
    collectionBytes: (scopeId, collection) => Promise.resolve(logOf(scopeId).collections.get(collection) ?? 0),
    putSnapshot: (scopeId, snapshot) => {
      const log = logOf(scopeId);
      if ((log.snapshot?.upTo ?? 0) >= snapshot.upTo) return Promise.resolve(false);
      log.bytes += snapshot.sealed.length - (log.snapshot?.sealed.length ?? 0);
      log.snapshot = { ...snapshot, sealed: Uint8Array.from(snapshot.sealed) };
      return Promise.resolve(true);
    },
    snapshot: (scopeId) => Promise.resolve(logOf(scopeId).snapshot),
    prune: (scopeId, upTo) => {
      const log = logOf(scopeId);
      let freed = 0;
      log.entries.forEach((entry, index) => {
        if (entry.sequence > upTo || entry.kind === 'control' || entry.bytes === undefined) return;
        freed += entry.bytes.length;
        count(log, entry.collection, -entry.bytes.length);
        log.entries[index] = { ...entry, bytes: undefined };
      });
      return Promise.resolve(freed);
    },
    watch,
    ready: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
};
