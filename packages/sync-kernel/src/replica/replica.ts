import type { ReviewCard } from '../card/review-card.js';
import type { ControlLog, ControlResult } from '../control/control-log.js';
import type { Engine } from '../engine/engine.js';
import type { Arrival } from '../gate/arrival.js';
import type { Decision } from '../gate/decision.js';
import type { ObjectView } from '../merge/strategy.js';
import type { HistoryEntry } from '../operations/history.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { NamedBundle } from '../policy/evaluate.js';
import type { PolicyView } from '../policy/policy-view.js';
import type { Crypto } from '../wire/crypto.js';
import type { WriteHeader } from '../wire/write.js';

/**
 * The key of a scope and epoch, 32 bytes; undefined where this device does not hold it. A list says that the epoch may
 * have more keys than are held here, since two that began concurrently share a number: what is written is sealed under
 * the first, and what opens under none of them waits for the others. A single key is the only one there is.
 */
export type ScopeKey = (
  scope: WriteHeader['encryptionScope'],
  epoch: number,
) => Uint8Array | readonly Uint8Array[] | undefined;

/** What a replica is made of: everything that is not a pure function is given. */
export interface ReplicaOptions {
  readonly engines: readonly Engine[];
  /** The profile, workspace or org whose data it holds. */
  readonly scopeId: string;
  readonly deviceId: string;
  /** The person or agent that writes by default. */
  readonly authorId: string;
  /** Ed25519 secret key of the device, 32 bytes. */
  readonly secretKey: Uint8Array;
  readonly crypto: Crypto;
  readonly control: ControlLog;
  readonly scopeKey: ScopeKey;
  /** Cryptographically random bytes, as many as asked for. */
  readonly random: (length: number) => Uint8Array;
  /** Every profile, workspace and org that the device belongs to; by default this scope alone. */
  readonly memberOf?: readonly string[];
  /**
   * The policy in force on the device. Without one, the bundles judge that the replica holds itself, in the
   * collections of engines with `merge.policy`: each what is written after it.
   */
  readonly policy?: PolicyView;
}

/** A change that this device makes. */
export interface LocalChange {
  readonly collection: string;
  readonly objectId: string;
  readonly operation: WriteHeader['operation'];
  /** The record or merge patch; absent for `delete` and `tombstone`. */
  readonly record?: JsonObject;
  /** By default the replica's author. */
  readonly authorId?: string;
  /** By default the manifest's. */
  readonly encryptionScope?: WriteHeader['encryptionScope'];
}

/** What became of a batch as a whole and of each of its writes. */
export interface BatchDecision {
  /** Why the whole batch was refused or waits; empty where its writes were judged one by one. */
  readonly reasons: readonly Reason[];
  readonly decisions: readonly Decision[];
}

export interface AuthoredBatch extends BatchDecision {
  /** The batch to send; undefined where no change could be written. */
  readonly bytes: Uint8Array | undefined;
}

/** One device's copy of one scope: it judges what comes by the gate, and what is held by authority as it is now (I10). */
export interface Replica {
  /** Signs and seals up to 1,024 changes as one batch and has them in force here. `now`: milliseconds. */
  readonly author: (changes: readonly LocalChange[], now: number) => AuthoredBatch;
  /** Judges a batch that came from elsewhere. `now`: this device's clock, milliseconds. */
  readonly receive: (batch: Uint8Array, now: number, arrival?: Arrival) => BatchDecision;
  /** Takes in a record of the scope's control log, and judges again what it may have changed. */
  readonly receiveControl: (record: Uint8Array, now: number) => ControlResult;
  readonly view: (collection: string, objectId: string) => ObjectView | undefined;
  readonly objectIds: (collection: string) => Iterable<string>;
  /** strongest_policy_wins: the bundles in force here that nothing retired; empty for any other collection. */
  readonly bundles: (collection: string) => readonly NamedBundle[];
  /**
   * append_only: the write ids of a device's log in order, up to where it forks: what `proveLogEntry` and
   * `proveLogGrowth` are about. Empty for any other collection.
   */
  readonly log: (collection: string, deviceId: string) => readonly string[];
  /** Judges again what waits or is kept apart: after a key came, a relay was trusted again, or time has passed. */
  readonly judgeAgain: (now: number) => readonly Decision[];
  /** Forgets tombstones and history that every live member has acknowledged; returns how many versions went. */
  readonly collect: () => number;
  /** The dots up to which each device's writes are here without a gap: what an acknowledgement says. */
  readonly acknowledged: () => ReadonlyMap<string, number>;
  /** The newest decision about a write. */
  readonly decision: (writeId: string) => Decision | undefined;
  /** What a person decides a write from: its difference from the value in force now. Undefined where it cannot be read. */
  readonly card: (writeId: string) => ReviewCard | undefined;
  /** The arrival journal: every write that came into effect here, in that order. What a rollback is planned by. */
  readonly history: () => readonly HistoryEntry[];
  /** Every write whose decision stands, by id. */
  readonly decisions: () => Iterable<Decision>;
  /** Everything that all devices with the same writes and control records agree on. */
  readonly replicated: () => Json;
}
