import type { Outcome, Reason, Stage } from '@sourceos/sync-kernel';

/** A profile, workspace or org that the device takes part in. */
export interface ScopeRow {
  readonly scopeId: string;
  /** The bytes of the root record that the device trusts. */
  readonly genesis: Uint8Array;
  readonly relayUrl?: string;
  /** Milliseconds since 1970, as all times here. */
  readonly addedAt: number;
}

/** Where an entry came from: authored here, from a relay, or from a peer or file. */
export type Origin = 'device' | 'relay' | 'peer';

/** What the store has to know of a batch; `BatchStatement` has all of it. */
export interface BatchPlace {
  readonly deviceId: string;
  /** The dot of its first write, from 1. */
  readonly sequence: number;
  readonly size: number;
  readonly root: string;
}

export interface NewControl {
  readonly kind: 'control';
  readonly bytes: Uint8Array;
  /** Where the relay has it in its log. */
  readonly relaySequence?: number;
}

export interface NewBatch {
  readonly kind: 'batch';
  readonly bytes: Uint8Array;
  readonly statement: BatchPlace;
  readonly relaySequence?: number;
}

/** A control record or a batch, as it came. */
export type NewEntry = NewControl | NewBatch;

/** An entry as it is kept. Entries are known by the hash of their bytes: two forks are two entries. */
export type StoredEntry = NewEntry & {
  /** Grows in the order in which entries were accepted, over all scopes. */
  readonly position: number;
  /** `sha256:` of the bytes. */
  readonly hash: string;
  readonly origin: Origin;
  /** When it was accepted: a rollback is planned by it. */
  readonly at: number;
};

/** What a relay takes: see docs/relay.md. */
export type OutboxKind = 'control' | 'sealed-control' | 'batch' | 'gossip';

export interface NewOutboxEntry {
  readonly kind: OutboxKind;
  readonly bytes: Uint8Array;
}

export interface OutboxEntry extends NewOutboxEntry {
  readonly position: number;
  readonly hash: string;
  readonly queuedAt: number;
  readonly attempts: number;
  readonly lastAttemptAt?: number;
  /** Why the last attempt failed. */
  readonly lastCode?: string;
}

/** A relay's signed promise that it has an entry, verified before it comes here. */
export interface ReceiptRow {
  readonly hash: string;
  readonly relayId: string;
  /** The place in the relay's log. */
  readonly sequence: number;
  /** The receipt as JSON text, with its signature. */
  readonly receipt: string;
  readonly at: number;
}

/** How far the device is with one relay. */
export interface CursorRow {
  readonly relayId: string;
  /** All entries of the relay's log up to this one are here. */
  readonly after: number;
  /** The last head that was verified, as JSON text. */
  readonly head?: string;
  readonly at: number;
}

/** A decision of the gate, kept for questions. */
export interface DecisionRow {
  readonly writeId: string;
  readonly outcome: Outcome;
  readonly collection?: string;
  readonly objectId?: string;
  readonly deviceId?: string;
  readonly authorId?: string;
  readonly reasons: readonly Reason[];
  readonly trace: readonly Stage[];
  readonly at: number;
}

/** A write that waits for a person. */
export interface ReviewRow {
  readonly writeId: string;
  readonly since: number;
  readonly expires?: number;
  /** Bytes of the write. */
  readonly size: number;
}

/** A write that is kept apart (I14). */
export interface QuarantineRow {
  readonly writeId: string;
  /** Whose space it takes up. */
  readonly deviceId: string;
  readonly since: number;
  readonly expires?: number;
  /** Bytes of the body, whether it is still here or not. */
  readonly size: number;
  readonly reasons: readonly Reason[];
  /** When a person threw it away: it is listed no more, and keeps no body. It stays so until the gate lets it out. */
  readonly discarded?: number;
  /** As it came; absent where a quota or a person dropped it, and it can be fetched again. */
  readonly body?: Uint8Array;
}

export interface AuditRow {
  /** From 1, without gaps, one log for the device. */
  readonly position: number;
  readonly scopeId?: string;
  readonly bytes: Uint8Array;
}

/** A secret, sealed under the device key. */
export interface SealedKey {
  readonly name: string;
  readonly sealed: Uint8Array;
}

/** What was dropped and why: it stays when the thing is gone. */
export interface TallyRow {
  readonly scopeId: string;
  readonly what: 'history' | 'decision' | 'quarantine_body' | 'quarantine_row';
  readonly why: 'behind_horizon' | 'expired' | 'over_device_quota' | 'over_quota';
  readonly count: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}
