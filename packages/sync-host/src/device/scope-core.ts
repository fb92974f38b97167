import {
  createControlLog,
  createReplica,
  type Arrival,
  type AuthorityLog,
  type BatchDecision,
  type ControlResult,
  type Decision,
  type Replica,
} from '@sourceos/sync-kernel';
import { createTreeHasher, hashName, parseBatch } from '@sourceos/sync-kernel/wire';
import { done } from '../failure.js';
import { keysForScope } from '../keyring/keys-for-scope.js';
import { loadHistory, type AcceptedEntry } from '../store/load-history.js';
import type { StoreResult } from '../store/store-code.js';
import type { Changes } from '../store/store.js';
import { createDecisionLedger, type DecisionLedger } from './decision-ledger.js';
import { defaultReviewFor, queueChanges, waitsForPerson } from './queue-changes.js';
import { createScopeKeys, type ScopeKeys } from './scope-keys.js';
import type { ScopeParts } from './scope-parts.js';

/** What of a transaction follows from what the replica took in. */
export type Settled = Pick<Changes, 'decisions' | 'review' | 'quarantine' | 'settled' | 'audit'> & {
  /** The decisions that changed. */
  readonly changed: readonly Decision[];
};

/**
 * A scope's replica in memory, made from the store. It runs ahead of the store only between taking in and keeping; where
 * keeping fails, `rebuild` forgets what is not durable.
 */
export interface ScopeCore {
  readonly replica: () => Replica;
  readonly log: () => AuthorityLog;
  readonly keys: ScopeKeys;
  readonly takeControl: (record: Uint8Array) => ControlResult;
  readonly takeBatch: (bytes: Uint8Array, arrival: Arrival) => BatchDecision;
  readonly judgeAgain: () => readonly Decision[];
  /** What changed since the last call, with `decided` among it, as rows to keep; `batches`: in which writes of it came. */
  readonly settle: (decided: readonly Decision[], batches?: readonly Uint8Array[]) => Settled;
  /** Whether the control log says other things than when decisions were last settled. */
  readonly controlMoved: () => boolean;
  /** The leaves and payloads of writes that are here, by id. */
  readonly bytesOf: (writeIds: readonly string[]) => ReadonlyMap<string, Uint8Array>;
  /** Milliseconds that a write waits for a person. */
  readonly reviewFor: number;
  /** Makes all anew from the store. Until that succeeds nothing else may be asked. */
  readonly rebuild: () => StoreResult<undefined>;
  /** Batches that were not packed when the scope was last made from the store. */
  readonly looseBatches: () => number;
  /** Rebuilds where an earlier attempt failed. */
  readonly ready: () => StoreResult<undefined>;
}

interface Live {
  readonly log: AuthorityLog;
  readonly replica: Replica;
  readonly ledger: DecisionLedger;
}

/** The leaves and payloads of those writes of batches that are asked for, by id. */
const writesIn = (
  sha256: (bytes: Uint8Array) => Uint8Array,
  batches: Iterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Uint8Array> => {
  const found = new Map<string, Uint8Array>();
  const hasher = createTreeHasher(sha256);
  for (const bytes of batches) {
    const batch = parseBatch(bytes);
    if (!batch.ok) {
      const id = hashName(sha256(bytes));
      if (wanted.has(id)) found.set(id, bytes);
      continue;
    }
    for (const { leaf, payload } of batch.value.writes) {
      const id = hashName(hasher.leaf(leaf));
      if (wanted.has(id)) found.set(id, Buffer.concat([leaf, payload]));
    }
  }
  return found;
};

/** Builds a scope from the store. */
export const createScopeCore = ({ options, row, engines, memberOf }: ScopeParts): StoreResult<ScopeCore> => {
  const { store, crypto, keyring, random, now, reviewFor = defaultReviewFor } = options;
  const { scopeId, genesis } = row;
  let live: Live | undefined;
  let revision = -1;
  let loose = 0;
  /** The log of a replica that is being made. */
  let loading = createControlLog({ scopeId, crypto, root: genesis });
  const keys = createScopeKeys({ keyring, scopeId, view: () => (live?.log ?? loading).view() });

  const current = (): Live => {
    if (live === undefined) throw new Error('The scope is not loaded: ask ready() first.');
    return live;
  };

  /** Control records first and then the batches: what a replica holds does not depend on the order in which it came. */
  const load = (): StoreResult<Live> => {
    const log = createControlLog({ scopeId, crypto, root: genesis });
    loading = log;
    const batches: AcceptedEntry[] = [];
    loose = 0;
    const loaded = loadHistory(store, scopeId, (it) => {
      if (it.kind === 'control') log.add(it.bytes);
      else batches.push(it);
      if (it.kind === 'batch' && !it.packed) loose += 1;
    });
    if (!loaded.ok) return loaded;
    // What was packed came after what was not, here and there: the journal goes by the order in which it came.
    batches.sort((a, b) => a.position - b.position);
    const replica = createReplica({
      engines,
      scopeId,
      deviceId: keyring.deviceId,
      authorId: keyring.personId,
      secretKey: keyring.signingSecret,
      crypto,
      control: log,
      scopeKey: (encryptionScope, epoch) => keysForScope(encryptionScope, keys.of(epoch)),
      random,
      memberOf,
    });
    // At the time when each was accepted, so that the journal says when it came; and then what time has changed since.
    for (const { bytes, at } of batches) replica.receive(bytes, at);
    replica.judgeAgain(now());
    const ledger = createDecisionLedger();
    ledger.changed(replica, [], true);
    return done({ log, replica, ledger });
  };

  const rebuild = (): StoreResult<undefined> => {
    live = undefined;
    const loaded = load();
    if (!loaded.ok) return loaded;
    live = loaded.value;
    revision = live.log.view().revision;
    return done(undefined);
  };

  const bytesOf = (ids: readonly string[], batches: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> => {
    const wanted = new Set(ids);
    if (wanted.size === 0) return new Map();
    const found = new Map(writesIn(crypto.sha256, batches, wanted));
    for (const id of found.keys()) wanted.delete(id);
    if (wanted.size > 0) {
      // Writes that came earlier: authority or policy turned under them.
      loadHistory(store, scopeId, (it) => {
        if (it.kind !== 'batch') return;
        for (const [id, bytes] of writesIn(crypto.sha256, [it.bytes], wanted)) found.set(id, bytes);
      });
    }
    return found;
  };

  const rebuilt = rebuild();
  if (!rebuilt.ok) return rebuilt;
  return done({
    replica: () => current().replica,
    log: () => current().log,
    keys,
    takeControl: (record) => current().replica.receiveControl(record, now()),
    takeBatch: (bytes, arrival) => current().replica.receive(bytes, now(), arrival),
    judgeAgain: () => current().replica.judgeAgain(now()),
    controlMoved: () => current().log.view().revision !== revision,
    settle: (decided, batches = []) => {
      const { log, replica, ledger } = current();
      const moved = log.view().revision !== revision;
      revision = log.view().revision;
      const changed = ledger.changed(replica, decided, moved);
      const apart = changed.filter((it) => it.outcome === 'quarantined' || waitsForPerson(it));
      const found = bytesOf(
        apart.map(({ writeId }) => writeId),
        batches,
      );
      const rows = queueChanges(changed, { now: now(), reviewFor, bytesOf: (id) => found.get(id) });
      const audit = changed.length === 0 ? [] : (options.audit?.(scopeId, changed) ?? []);
      return { changed, ...rows, audit };
    },
    bytesOf: (ids) => bytesOf(ids, []),
    reviewFor,
    rebuild,
    looseBatches: () => loose,
    ready: () => (live === undefined ? rebuild() : done(undefined)),
  });
};
