import type {
  AuditRow,
  CursorRow,
  DecisionRow,
  NewEntry,
  NewOutboxEntry,
  Origin,
  OutboxEntry,
  QuarantineRow,
  ReceiptRow,
  ReviewRow,
  ScopeRow,
  SealedKey,
  StoredEntry,
  TallyRow,
} from './rows.js';
import type { StoreResult } from './store-code.js';

/** What one transaction changes in a scope. What is not named stays as it is. */
export interface Changes {
  readonly scopeId: string;
  /** Kept once each: an entry that is there already changes nothing but where the relay has it. */
  readonly entries?: readonly NewEntry[];
  /** Left out where they are queued already, or were sent. */
  readonly outbox?: readonly NewOutboxEntry[];
  /** Take the place of earlier decisions about the same writes. */
  readonly decisions?: readonly DecisionRow[];
  /** Writes that wait for a person, and are kept apart no more; one that waits already keeps its `since`. */
  readonly review?: readonly ReviewRow[];
  /** Writes that are kept apart, and wait for nobody; one that is already keeps its `since`. */
  readonly quarantine?: readonly QuarantineRow[];
  /** Writes that leave review and quarantine, before the above enter. */
  readonly settled?: readonly string[];
  /** Appended to the device's audit log. */
  readonly audit?: readonly Uint8Array[];
  readonly keys?: readonly SealedKey[];
  readonly now: number;
}

export interface RemoteChanges extends Changes {
  readonly cursor?: CursorRow;
  /** By default `relay`. */
  readonly origin?: Exclude<Origin, 'device'>;
}

export interface NewScope extends Omit<Changes, 'scopeId'> {
  readonly scope: ScopeRow;
}

export interface DecisionQuery {
  readonly outcome?: DecisionRow['outcome'];
  readonly collection?: string;
  /** Times from this one on. */
  readonly since?: number;
  /** At most so many, newest first; 100 by default. */
  readonly limit?: number;
}

export interface QuarantineLimits {
  readonly scopeId: string;
  readonly now: number;
  /** Bytes of bodies that stay, of the scope and of each device. */
  readonly bytes: number;
  readonly bytesPerDevice: number;
  /** Rows that stay. */
  readonly rows: number;
}

export interface Compaction {
  readonly scopeId: string;
  readonly now: number;
  /** Device → the dot up to which its batches are behind the horizon. */
  readonly horizon: ReadonlyMap<string, number>;
  /** What the replica is rebuilt from in place of the batches behind the horizon. */
  readonly snapshot: Uint8Array;
  /** Decisions older than this go too. */
  readonly decisionsBefore?: number;
}

/** How much went. */
export interface Dropped {
  readonly count: number;
  readonly bytes: number;
}

export interface Usage {
  /** Bytes of the file, and those of it that are free for new data. */
  readonly bytes: number;
  readonly freeBytes: number;
  readonly entries: number;
  readonly outbox: number;
  readonly outboxBytes: number;
  readonly quarantineBytes: number;
}

/** What `load` goes through: first the snapshot, where history was compacted, then what came, in the order it came. */
export type Loaded = { readonly kind: 'snapshot'; readonly bytes: Uint8Array } | StoredEntry;

/**
 * What a device keeps. Each method is one transaction: done and durable when it returns ok, not done at all when it
 * does not. Failures are values; a closed store and a value of the wrong kind are faults of the program and throw.
 */
export interface Store {
  /** Takes part in a scope, with its first records and keys. `known_scope` where it does already. */
  readonly addScope: (request: NewScope) => StoreResult<undefined>;
  readonly setRelay: (scopeId: string, relayUrl: string | undefined) => StoreResult<undefined>;
  readonly scopes: () => StoreResult<readonly ScopeRow[]>;

  /**
   * Keeps what the device authored. Its batches follow each other: one that does not follow the device's last is
   * refused with `out_of_sequence`, so that two processes never fork the device's own log.
   *
   * @returns how many entries were new
   */
  readonly acceptLocal: (changes: Changes) => StoreResult<number>;
  /** Keeps what came from elsewhere, with the cursor behind it. Returns how many entries were new. */
  readonly acceptRemote: (changes: RemoteChanges) => StoreResult<number>;
  /** Goes through a scope's entries in the order in which they were accepted. Returns how many there were. */
  readonly load: (scopeId: string, visit: (loaded: Loaded) => void) => StoreResult<number>;
  /** The last dot of a device's batches that are or were here; 0 where there is none. */
  readonly lastDot: (scopeId: string, deviceId: string) => StoreResult<number>;

  /** What waits to be sent, oldest first: so many entries or bytes, and one at least where there is one. */
  readonly outbox: (scopeId: string, limits: { entries: number; bytes: number }) => StoreResult<readonly OutboxEntry[]>;
  /** How many entries of a scope wait. */
  readonly outboxLength: (scopeId: string) => StoreResult<number>;
  readonly isQueued: (scopeId: string, hash: string) => StoreResult<boolean>;
  /**
   * Queues entries although they were sent, before all else that waits: for a relay that does not have them any more, or
   * never had. Forgets their receipts.
   */
  readonly requeue: (scopeId: string, entries: readonly NewOutboxEntry[], now: number) => StoreResult<undefined>;
  readonly noteAttempt: (
    scopeId: string,
    hashes: readonly string[],
    at: number,
    code: string,
  ) => StoreResult<undefined>;
  /** Takes entries out of the outbox, and keeps their receipts. Returns how many left it. */
  readonly markSent: (scopeId: string, receipts: readonly ReceiptRow[]) => StoreResult<number>;
  /** Takes an entry out that no relay will ever take. Its bytes stay where they are an entry of the scope. */
  readonly dropUnsendable: (scopeId: string, hash: string) => StoreResult<boolean>;
  readonly receipt: (scopeId: string, hash: string) => StoreResult<ReceiptRow | undefined>;
  readonly cursor: (scopeId: string, relayId: string) => StoreResult<CursorRow | undefined>;

  readonly decision: (scopeId: string, writeId: string) => StoreResult<DecisionRow | undefined>;
  readonly decisions: (scopeId: string, query: DecisionQuery) => StoreResult<readonly DecisionRow[]>;

  /** Oldest first. */
  readonly review: (scopeId: string) => StoreResult<readonly ReviewRow[]>;
  /** Oldest first, without bodies. */
  readonly quarantine: (scopeId: string) => StoreResult<readonly Omit<QuarantineRow, 'body'>[]>;
  readonly quarantined: (scopeId: string, writeId: string) => StoreResult<QuarantineRow | undefined>;
  /** Drops bodies that expired or are over quota, oldest first; hash and reasons stay, rows over `rows` excepted. */
  readonly trimQuarantine: (limits: QuarantineLimits) => StoreResult<Dropped>;
  /** Drops batches behind the horizon for a snapshot of what they made. What waits to be sent stays. */
  readonly compactHistory: (compaction: Compaction) => StoreResult<Dropped>;
  readonly tally: () => StoreResult<readonly TallyRow[]>;

  readonly audit: (after: number, limit: number) => StoreResult<readonly AuditRow[]>;
  readonly auditLength: () => StoreResult<number>;
  /** Events that belong to no other change; of a scope, where it is one of the store's. */
  readonly appendAudit: (events: readonly Uint8Array[], scopeId?: string) => StoreResult<undefined>;

  readonly sealedKey: (name: string) => StoreResult<Uint8Array | undefined>;
  readonly sealedKeys: () => StoreResult<readonly SealedKey[]>;
  /** Puts keys and takes others away, all or none. */
  readonly changeKeys: (put: readonly SealedKey[], remove?: readonly string[]) => StoreResult<undefined>;

  readonly setting: (name: string) => StoreResult<string | undefined>;
  readonly setSetting: (name: string, value: string | undefined) => StoreResult<undefined>;

  readonly usage: () => StoreResult<Usage>;
  /** What is wrong with the file; empty where it is whole. */
  readonly check: () => StoreResult<readonly string[]>;
  /** Gives free space back to the disk. */
  readonly vacuum: () => StoreResult<undefined>;
  readonly close: () => void;
}
