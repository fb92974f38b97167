import type { EntryKind } from '../protocol/kinds.js';
import type { NodeAt } from '../tree/coordinates.js';
import type { TreeNode } from '../tree/tree.js';

/** An entry as a store keeps it. */
export interface StoredEntry {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly deviceId: string;
  /** `sha256:` of the bytes. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The one collection of a batch's writes; empty where there is none, or not one. */
  readonly collection: string;
  /** Undefined once retention dropped them. */
  readonly bytes: Uint8Array | undefined;
}

/** A scope as a store knows it. */
export interface ScopeFacts {
  readonly scopeId: string;
  /** Statement id of the root that it was opened with. */
  readonly genesis: string;
  /** Hexadecimal key of who opened it. */
  readonly opener: string;
  /** Entries in its log. */
  readonly size: number;
  /** Bytes that its entries and its snapshot take. */
  readonly bytes: number;
}

/** A snapshot that a device made and signed. */
export interface StoredSnapshot {
  readonly upTo: number;
  /** Canonical bytes of the statement, as they are signed. */
  readonly statement: Uint8Array;
  readonly signature: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface Appending {
  /** The size that the log is believed to have. */
  readonly after: number;
  readonly entries: readonly StoredEntry[];
  /** The subtrees that the entries complete. */
  readonly nodes: readonly TreeNode[];
}

export interface Reading {
  /** Entries with a higher sequence. */
  readonly after: number;
  readonly limit: number;
  /** Ends before more bytes than this, but gives one entry at least. */
  readonly bytes: number;
}

/**
 * Where a relay keeps its logs. What it answers to a write is durable: it survives the process and a power cut.
 * A store may be shared by several relays; then an append that is not at the end says so. Failures of the store itself
 * are exceptions.
 */
export interface RelayStore {
  /** Opens a scope, with an empty log; false where there is one of that id. */
  readonly open: (scope: Pick<ScopeFacts, 'scopeId' | 'genesis' | 'opener'>) => Promise<boolean>;
  readonly scope: (scopeId: string) => Promise<ScopeFacts | undefined>;
  /** How many scopes a key opened, and the bytes of all of them. */
  readonly openedBy: (opener: string) => Promise<{ readonly scopes: number; readonly bytes: number }>;
  /** All scopes, the bytes of all of them, and those of the one that has most. */
  readonly totals: () => Promise<{ readonly scopes: number; readonly bytes: number; readonly largest: number }>;
  /** Appends all or none; `conflict` where the log does not end at `after`. */
  readonly append: (scopeId: string, appending: Appending) => Promise<'appended' | 'conflict'>;
  readonly read: (scopeId: string, reading: Reading) => Promise<readonly StoredEntry[]>;
  /** The control records of the log with a higher sequence than `after`, in order. */
  readonly control: (scopeId: string, after: number) => AsyncIterable<Uint8Array>;
  /** The entry of that kind with those bytes; its own bytes left out. */
  readonly find: (scopeId: string, kind: EntryKind, hash: string) => Promise<StoredEntry | undefined>;
  /** One hash for each node, in order. Throws where one is not there: the log is damaged. */
  readonly nodes: (scopeId: string, nodes: readonly NodeAt[]) => Promise<readonly Uint8Array[]>;
  /** Bytes that entries of a collection take. */
  readonly collectionBytes: (scopeId: string, collection: string) => Promise<number>;
  /** Bytes that entries which a device brought take, of every kind. */
  readonly deviceBytes: (scopeId: string, deviceId: string) => Promise<number>;
  /** Replaces an older snapshot; false where the one that is there is as new. */
  readonly putSnapshot: (scopeId: string, snapshot: StoredSnapshot) => Promise<boolean>;
  readonly snapshot: (scopeId: string) => Promise<StoredSnapshot | undefined>;
  /** Drops the bytes of entries up to a sequence, except control records; hashes and tree stay. Bytes freed. */
  readonly prune: (scopeId: string, upTo: number) => Promise<number>;
  /** Calls back after each append, of other relays too; returns how to stop. */
  readonly watch: (listener: (scopeId: string, size: number) => void) => () => void;
  /** Whether it can take writes now. */
  readonly ready: () => Promise<boolean>;
  /** Bytes of the disk that it writes to; undefined where that is none, or nobody can say. */
  readonly disk: () => Promise<{ readonly free: number; readonly total: number } | undefined>;
  readonly close: () => Promise<void>;
}
