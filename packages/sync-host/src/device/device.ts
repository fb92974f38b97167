import type {
  AuthoredBatch,
  AuthorityView,
  ControlResult,
  Decision,
  Engine,
  LocalChange,
  Replica,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import type { RelayFailure } from '../relay-client/relay-failure.js';
import type { SignedHead } from '../relay-client/protocol.js';
import type { RelayTransport } from '../relay-client/transport.js';
import type { SnapshotReport } from '../snapshots/snapshot-code.js';
import type { Store } from '../store/store.js';
import type { StoreCode } from '../store/store-code.js';

/** What a device is made of. It holds no clock, network or engine of its own. */
export interface DeviceOptions {
  readonly store: Store;
  readonly keyring: Keyring;
  /** Every engine that may run here; which of them do is asked of `runs`. */
  readonly engines: readonly Engine[];
  readonly crypto: Crypto;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How a scope's relay is reached. */
  readonly transport: (relayUrl: string) => RelayTransport;
  /** Which engines a scope is opened with; by default all. What comes for another waits in the store until it runs. */
  readonly runs?: (scopeId: string, engine: Engine) => boolean;
  /** Audit events of decisions, appended to the device's own log in the transaction that keeps the decisions. */
  readonly audit?: (scopeId: string, decisions: readonly Decision[]) => readonly Uint8Array[];
  /** Age of a relay's newest head, in milliseconds, from which it is stale. */
  readonly staleAfter?: number;
  /** Milliseconds that a write waits for a person before it is kept apart instead; 30 days by default. */
  readonly reviewFor?: number;
  /** Milliseconds between two acknowledgements, and between two gossips of a head, at least; 10 minutes by default. */
  readonly acknowledgeEvery?: number;
  /**
   * Entries by which a scope's log has to grow before this device makes a snapshot of it, and that have to be missing
   * before it takes one; 4,096 by default. Where the relay dropped entries, a snapshot is taken whatever is missing.
   */
  readonly snapshotEvery?: number;
  /**
   * Batches after which a scope's history is packed, when the scope is opened; 8,192 by default. Nothing of it is lost.
   */
  readonly compactEvery?: number;
}

/** Why a change was not written. */
export type WriteCode =
  | StoreCode
  | 'must_not_leave'
  /** The key of the newest epoch is not here. */
  | 'no_scope_key'
  /** The newest epoch is also that of a device which was removed: a new one has to begin first. */
  | 'epoch_due'
  | 'locked'
  /** What a scope should begin with is no root of it. */
  | 'scope_refused';

/** How a scope stands with its relay: facts for `deriveState`, and what they rest on. */
export interface Connection {
  readonly configured: boolean;
  readonly network: 'up' | 'down';
  readonly networkTrust: 'trusted' | 'transport_distrusts';
  readonly relay: 'reachable' | 'unreachable';
  readonly relayTrust: 'trusted' | 'heads_contradict' | 'key_changed';
  readonly auth: 'admitted' | 'pending' | 'revoked';
  readonly head: 'fresh' | 'stale' | 'unknown';
  /** Entries that wait to be sent, and those known to wait at the relay. */
  readonly outgoing: number;
  readonly incoming: number;
  readonly syncing: boolean;
  /** The relay's words that contradict each other, where they do. */
  readonly evidence?: { readonly message: string; readonly heads: readonly SignedHead[] };
  /** The last failure, and when. */
  readonly failure?: {
    readonly code: RelayFailure | StoreCode;
    readonly message: string;
    readonly at: number;
    /** Before this time the relay does not want to be asked again. */
    readonly retryAt?: number;
  };
  readonly lastSync?: number;
}

export interface SyncReport {
  readonly sent: number;
  readonly received: number;
  /** Of what came and of what was judged again because of it. */
  readonly decisions: readonly Decision[];
  /** What became of snapshots, where one was taken, made or refused. */
  readonly snapshots?: readonly SnapshotReport[];
}

/** What happened in a scope, after it is durable. */
export type ScopeEvent =
  | { readonly kind: 'decided'; readonly decisions: readonly Decision[]; readonly local: boolean }
  | { readonly kind: 'control'; readonly result: ControlResult }
  | { readonly kind: 'connection'; readonly connection: Connection };

/** One scope on the device: a replica rebuilt from the store, and its way to the relay. */
export interface DeviceScope {
  readonly scopeId: string;
  /** To read. What writes goes through the methods below, so that it is durable. */
  readonly replica: Pick<
    Replica,
    | 'view'
    | 'objectIds'
    | 'bundles'
    | 'log'
    | 'acknowledged'
    | 'decision'
    | 'decisions'
    | 'card'
    | 'history'
    | 'replicated'
  >;
  readonly control: () => AuthorityView;
  /** The records of the control log, as they came. */
  readonly controlRecords: () => Iterable<Uint8Array>;
  /** Signs, seals and keeps changes: durable, in force here and queued for the relay when it returns ok. */
  readonly write: (changes: readonly LocalChange[]) => HostResult<AuthoredBatch, WriteCode>;
  /** Keeps own control records and queues them, all or none: those that may be read by the relay in the clear, the others sealed. */
  readonly addControl: (records: readonly Uint8Array[]) => Promise<HostResult<readonly ControlResult[], WriteCode>>;
  /** Judges again what waits or is kept apart: time has passed, an engine is new, a relay is trusted again. */
  readonly judgeAgain: () => HostResult<readonly Decision[], StoreCode>;
  /** Pushes and pulls until nothing is left; calls while it runs join it. */
  readonly sync: () => Promise<HostResult<SyncReport, RelayFailure | StoreCode>>;
  readonly connection: () => Connection;
  readonly setRelay: (relayUrl: string | undefined) => HostResult<undefined, StoreCode>;
  /** A person trusts the relay again, or another with the same log: the contradiction is forgotten, its evidence stays in the audit log. */
  readonly trustRelay: () => HostResult<undefined, StoreCode>;
  /** Listens; returns how to stop. */
  readonly on: (listener: (event: ScopeEvent) => void) => () => void;
  /** Follows the relay's feed and syncs when it hints; returns how to stop. */
  readonly follow: () => () => void;
}

/** What a scope begins with on this device: made by `createScope`, or by joining. */
export interface ScopeStart {
  readonly scopeId: string;
  /** The bytes of the first root record. */
  readonly genesis: Uint8Array;
  readonly records: readonly Uint8Array[];
  readonly relayUrl?: string;
  /** Whether the records are this device's own, and go to the relay. */
  readonly own: boolean;
}

/** A device: its scopes, rebuilt from the store. */
export interface Device {
  readonly keyring: Keyring;
  readonly scopes: () => readonly DeviceScope[];
  readonly scope: (scopeId: string) => DeviceScope | undefined;
  readonly addScope: (start: ScopeStart) => Promise<HostResult<DeviceScope, WriteCode>>;
  /** Makes the scope anew from the store: with other engines. */
  readonly reopen: (scopeId: string) => Promise<HostResult<DeviceScope, WriteCode>>;
  /** Stops feeds and syncs. The store stays open: it is not the device's. */
  readonly close: () => Promise<void>;
}
