import { appendLeaf, emptyEdge, type Edge, type TreeNode } from '../../tree/tree.js';
import { hashOf, leafBytes } from '../../protocol/statements.js';
import type { Reading, RelayStore, ScopeFacts, StoredEntry, StoredSnapshot } from '../store.js';

interface ModelScope {
  readonly facts: Pick<ScopeFacts, 'scopeId' | 'genesis' | 'opener'>;
  entries: StoredEntry[];
  edge: Edge;
  snapshot: StoredSnapshot | undefined;
}

/** What a test draws of an entry; the rest follows from its place in the log. */
export type Drawn = Pick<StoredEntry, 'kind' | 'deviceId' | 'collection'> & { readonly bytes: Uint8Array };

const bytesOf = (entries: readonly StoredEntry[]) =>
  entries.reduce((total, { bytes }) => total + (bytes?.length ?? 0), 0);

/** What a store must answer, in the plainest way: arrays, counted anew for each question. */
export const createStoreModel = () => {
  const scopes = new Map<string, ModelScope>();
  const bytesOfScope = ({ entries, snapshot }: ModelScope) => bytesOf(entries) + (snapshot?.sealed.length ?? 0);
  const sumOf = (some: readonly ModelScope[]) => ({
    scopes: some.length,
    bytes: some.reduce((total, scope) => total + bytesOfScope(scope), 0),
  });
  /** Entries and nodes as a relay would append them after what is there. */
  const grown = (scope: ModelScope, drawn: readonly Drawn[]) => {
    const nodes: TreeNode[] = [];
    let { edge } = scope;
    const entries = drawn.map((one): StoredEntry => {
      const entry = { ...one, sequence: edge.size + 1, hash: hashOf(one.bytes), time: 1_000 + edge.size };
      const next = appendLeaf(edge, leafBytes(entry));
      edge = next.edge;
      nodes.push(...next.nodes);
      return entry;
    });
    return { entries, nodes, edge };
  };
  return {
    scopes,
    open: (facts: ModelScope['facts']): boolean => {
      if (scopes.has(facts.scopeId)) return false;
      scopes.set(facts.scopeId, { facts, entries: [], edge: emptyEdge, snapshot: undefined });
      return true;
    },
    grown,
    putSnapshot: (scope: ModelScope, snapshot: StoredSnapshot): boolean => {
      if ((scope.snapshot?.upTo ?? 0) >= snapshot.upTo) return false;
      scope.snapshot = snapshot;
      return true;
    },
    prune: (scope: ModelScope, upTo: number): number => {
      const before = bytesOf(scope.entries);
      scope.entries = scope.entries.map((entry) =>
        entry.sequence <= upTo && entry.kind !== 'control' ? { ...entry, bytes: undefined } : entry,
      );
      return before - bytesOf(scope.entries);
    },
    page: ({ entries }: ModelScope, { after, limit, bytes }: Reading): readonly StoredEntry[] => {
      const rest = entries.slice(after, after + limit);
      const most = rest.findIndex((_, index) => index > 0 && bytesOf(rest.slice(0, index + 1)) > bytes);
      return most === -1 ? rest : rest.slice(0, most);
    },
    /** Every question to which the model knows the answer. */
    expected: (openers: readonly string[], devices: readonly string[], collections: readonly string[]) => ({
      totals: { ...sumOf([...scopes.values()]), largest: Math.max(0, ...[...scopes.values()].map(bytesOfScope)) },
      opened: openers.map((opener) => sumOf([...scopes.values()].filter(({ facts }) => facts.opener === opener))),
      scopes: [...scopes.values()].map((scope) => {
        const { facts, entries, edge, snapshot } = scope;
        return {
          facts: { ...facts, size: entries.length, bytes: bytesOfScope(scope) },
          entries,
          control: entries.filter(({ kind }) => kind === 'control').map(({ bytes }) => bytes),
          edge: edge.hashes,
          snapshot,
          devices: devices.map((device) => bytesOf(entries.filter(({ deviceId }) => deviceId === device))),
          collections: collections.map((name) => bytesOf(entries.filter(({ collection }) => collection === name))),
        };
      }),
    }),
  };
};
export type StoreModel = ReturnType<typeof createStoreModel>;

/** An answer without the classes of its parts: drivers give plain arrays or buffers, and rows without a prototype. */
export const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, plain(each)]),
  );
};

export type AskedStore = Pick<
  RelayStore,
  'scope' | 'totals' | 'openedBy' | 'read' | 'control' | 'nodes' | 'snapshot' | 'deviceBytes' | 'collectionBytes'
>;
