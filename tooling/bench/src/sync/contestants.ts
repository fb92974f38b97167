import type { PeerName } from '../peers.js';

export type ContestantId = 'sourceos' | 'automerge-repo' | 'tinybase' | 'evolu';

/** A file of an installed package, by the name that the adapter asks for. */
interface ModuleOf {
  readonly name: string;
  readonly peer: PeerName;
  readonly path: string;
}

/** A contender of the sync suite, and what a reader has to know of it. */
export interface Contestant {
  readonly id: ContestantId;
  readonly name: string;
  /** The package whose version stands beside the name. */
  readonly peer?: PeerName;
  readonly does: string;
  /** What of ours it has, as its docs and its code say; of each a few words. */
  readonly has: Readonly<Record<Trait, string>>;
  readonly modules: readonly ModuleOf[];
  /** Whether it needs a newer Node than the project. */
  readonly newerNode: boolean;
}

export const traits = ['sealed', 'signed', 'relay checked', 'fsync'] as const;
export type Trait = (typeof traits)[number];

export const ours: Contestant = {
  id: 'sourceos',
  name: 'sync-host and sync-relay',
  does: 'Each device is `createDevice` over SQLite with the workspace engine, and the relay `createRelay` over SQLite. Bursts are signed, sealed batches; the receiver verifies, opens, validates and judges each write, and keeps its decision. A sync that finds its kept connection closed is tried again.',
  has: {
    sealed: 'yes, under keys of an epoch',
    signed: 'yes, each batch by its device',
    'relay checked': 'yes: receipts, signed heads and consistency proofs',
    fsync: 'device and relay: SQLite, WAL, `synchronous=FULL`',
  },
  modules: [],
  newerNode: false,
};

const ws: ModuleOf = { name: 'ws', peer: 'ws', path: 'wrapper.mjs' };

export const peerContestants: readonly Contestant[] = [
  {
    id: 'automerge-repo',
    name: 'automerge-repo',
    peer: '@automerge/automerge-repo',
    does: 'One document with a map of the records, a change for each burst; texts are `ImmutableString`, which is cheaper than collaborative text. `NodeWSServerAdapter`, `WebSocketClientAdapter` and `NodeFSStorageAdapter`; stored is what `repo.flush()` has written.',
    has: { sealed: 'no', signed: 'no', 'relay checked': 'no', fsync: 'no: files are written and not synced' },
    modules: [
      ws,
      { name: '@automerge/automerge-repo', peer: '@automerge/automerge-repo', path: 'dist/entrypoints/fullfat.js' },
      {
        name: '@automerge/automerge-repo-network-websocket',
        peer: '@automerge/automerge-repo-network-websocket',
        path: 'dist/index.js',
      },
      {
        name: '@automerge/automerge-repo-storage-nodefs',
        peer: '@automerge/automerge-repo-storage-nodefs',
        path: 'dist/index.js',
      },
    ],
    newerNode: false,
  },
  {
    id: 'tinybase',
    name: 'TinyBase',
    peer: 'tinybase',
    does: 'A `MergeableStore` with a row for each record, a transaction for each burst; `createWsServer`, `createWsSynchronizer` with a request timeout of 10 s and fragments of 256 KiB, and `createSqliteNodePersister` over `@photostructure/sqlite`, which is `node:sqlite` for Node 20. The persister writes the whole store as one JSON text; stored is what `save()` has written, and the server saves by itself.',
    has: {
      sealed: 'no',
      signed: 'no',
      'relay checked': 'no',
      fsync: "SQLite's default: rollback journal, `synchronous=FULL`",
    },
    modules: [
      ws,
      { name: 'tinybase', peer: 'tinybase', path: 'index.js' },
      { name: 'tinybase/persister-sqlite-node', peer: 'tinybase', path: 'persisters/persister-sqlite-node/index.js' },
      {
        name: 'tinybase/synchronizer-ws-server',
        peer: 'tinybase',
        path: 'synchronizers/synchronizer-ws-server/index.js',
      },
      {
        name: 'tinybase/synchronizer-ws-client',
        peer: 'tinybase',
        path: 'synchronizers/synchronizer-ws-client/index.js',
      },
    ],
    newerNode: false,
  },
  {
    id: 'evolu',
    name: 'Evolu',
    peer: '@evolu/common',
    does: 'A table with a row for each record, inserted in bursts; `startRelay` and `createBetterSqliteDriver` of @evolu/nodejs. That package has no client yet: the device is `createEvolu` over the in-process workers of @evolu/common, as its React Native platform wires them, so that one thread does what a browser spreads over three. better-sqlite3 is 13.2.0, whose binary comes with the package.',
    has: {
      sealed: 'yes, under a key of the owner (the local database is not: its SQLite driver for Node does not encrypt)',
      signed: 'no: a write key that the relay asks for',
      'relay checked': 'no',
      fsync: "SQLite's default: rollback journal, `synchronous=FULL`",
    },
    modules: [
      { name: '@evolu/common', peer: '@evolu/common', path: 'dist/src/index.js' },
      { name: '@evolu/common/local-first', peer: '@evolu/common', path: 'dist/src/local-first/index.js' },
      { name: '@evolu/nodejs', peer: '@evolu/nodejs', path: 'dist/src/index.js' },
    ],
    newerNode: true,
  },
];
