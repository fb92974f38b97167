import {
  createControlLog,
  createReplica,
  outcomes,
  type Decision,
  type Engine,
  type Outcome,
  type Reason,
  type ReviewCard,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { Device } from '../device/device.js';
import { done, type HostResult } from '../failure.js';
import { keysForScope } from '../keyring/keys-for-scope.js';
import { loadHistory } from '../store/load-history.js';
import { storeFailure, type StoreCode } from '../store/store-code.js';
import type { Store } from '../store/store.js';

/** One write that enabling an engine would judge. */
export interface PreviewedWrite {
  readonly writeId: string;
  readonly objectId: string | undefined;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** What a person reads of it; absent where it cannot be read. */
  readonly card?: Pick<ReviewCard, 'title' | 'risk' | 'danger'>;
}

/** What would change if an engine were enabled: nothing of it has happened. */
export interface Preview {
  readonly engineId: string;
  readonly scopeId: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Objects that would have a record in force. */
  readonly objects: number;
  /** Those that ask for a person first, then the others; at most so many. */
  readonly writes: readonly PreviewedWrite[];
  /** How many more there are than are listed. */
  readonly omitted: number;
}

export interface PreviewRequest {
  readonly device: Device;
  readonly store: Store;
  readonly engine: Engine;
  /** Engines whose bundles judge: their policy counts in a preview as it would. */
  readonly engines: readonly Engine[];
  readonly scopeId: string;
  readonly crypto: Crypto;
  readonly now: number;
  /** How many writes are listed; 200 by default. */
  readonly most?: number;
}

const order: readonly Outcome[] = ['quarantined', 'rejected', 'held', 'merged', 'applied', 'superseded'];

/**
 * What a scope's stored history would come to with an engine in it: judged by a second replica, which is dropped
 * afterwards. Nothing is written, sent or applied.
 */
export const previewEngine = (request: PreviewRequest): HostResult<Preview, StoreCode> => {
  const { device, store, engine, engines, scopeId, crypto, now, most = 200 } = request;
  const { collection, engineId } = engine.manifest;
  const scopes = store.scopes();
  if (!scopes.ok) return scopes;
  const row = scopes.value.find((each) => each.scopeId === scopeId);
  if (row === undefined) return storeFailure('unknown_scope', scopeId);
  const { keyring } = device;
  const judging = engines.filter((each) => each.merge.policy !== undefined && each.manifest.collection !== collection);
  const control = createControlLog({ scopeId, crypto, root: row.genesis });
  const batches: Uint8Array[] = [];
  const loaded = loadHistory(store, scopeId, (it) => {
    if (it.kind === 'control') control.add(it.bytes);
    else batches.push(it.bytes);
  });
  if (!loaded.ok) return loaded;
  const replica = createReplica({
    engines: [engine, ...judging],
    scopeId,
    deviceId: keyring.deviceId,
    authorId: keyring.personId,
    // It never authors: a key would only lie about.
    secretKey: new Uint8Array(32),
    random: (length) => new Uint8Array(length),
    crypto,
    control,
    scopeKey: (encryptionScope, epoch) => keysForScope(encryptionScope, keyring.scopeKeys(scopeId, epoch)),
    memberOf: scopes.value.map((each) => each.scopeId),
  });
  for (const bytes of batches) replica.receive(bytes, now);
  const own = [...replica.decisions()].filter((decision) => decision.collection === collection);
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of own) counts[outcome] += 1;
  const listed = order.flatMap((outcome) => own.filter((decision) => decision.outcome === outcome)).slice(0, most);
  const shown = ({ writeId, objectId, outcome, reasons }: Decision): PreviewedWrite => {
    const card = replica.card(writeId);
    return {
      writeId,
      objectId,
      outcome,
      reasons,
      ...(card === undefined ? {} : { card: { title: card.title, risk: card.risk, danger: card.danger } }),
    };
  };
  const inForce = [...replica.objectIds(collection)].filter(
    (objectId) => replica.view(collection, objectId)?.record !== undefined,
  );
  return done({
    engineId,
    scopeId,
    counts,
    objects: inForce.length,
    writes: listed.map(shown),
    omitted: own.length - listed.length,
  });
};
