import {
  exportItems,
  exportRecords,
  reasonDetails,
  verifyExport,
  type Engine,
  type ExportItem,
  type ExportVerdict,
  type ScopeKey,
} from '@sourceos/sync-kernel';
import { createTreeHasher, hashName, openPayload, type Crypto } from '@sourceos/sync-kernel/wire';
import type { DeviceScope } from '../device/device.js';
import { done, failed, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { keysForScope } from '../keyring/keys-for-scope.js';
import { loadHistory } from '../store/load-history.js';
import type { StoreCode } from '../store/store-code.js';
import type { Store } from '../store/store.js';
import { actorOf } from './actor.js';

/** Where an export goes, such as a file that is open. What it throws ends the export, and is thrown on. */
export interface ExportSink {
  readonly write: (text: string) => void | Promise<void>;
}

export interface ScopeExport {
  readonly scope: DeviceScope;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly engine: Engine;
  readonly crypto: Crypto;
  readonly sink: ExportSink;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How much was exported. */
export interface Exported {
  readonly records: number;
  readonly lines: number;
}

/** What came into effect here: a write that was refused, waits or is kept apart is no record. */
const stood: ReadonlySet<string> = new Set(['applied', 'merged', 'superseded']);

/** The writes of an engine that stand in a scope, each with the proof of its author. */
const itemsOf = ({
  scope,
  store,
  keyring,
  engine,
  crypto,
}: ScopeExport): HostResult<readonly ExportItem[], StoreCode> => {
  const { scopeId, replica } = scope;
  const { collection } = engine.manifest;
  const hasher = createTreeHasher(crypto.sha256);
  const items: ExportItem[] = [];
  const loaded = loadHistory(store, scopeId, (it) => {
    if (it.kind !== 'batch') return;
    const scopeKey: ScopeKey = (encryptionScope, epoch) =>
      keysForScope(encryptionScope, keyring.scopeKeys(scopeId, epoch));
    const read = exportItems({ crypto, batch: it.bytes, collection, scopeKey });
    // A batch whose key is not here holds nothing that came into effect.
    if (!read.ok) return;
    for (const item of read.value) {
      const outcome = replica.decision(hashName(hasher.leaf(item.leaf)))?.outcome;
      if (outcome !== undefined && stood.has(outcome)) items.push(item);
    }
  });
  return loaded.ok ? done(items) : loaded;
};

/**
 * Exports an engine's records of one scope, line by line: every record as its engine lets it out, every write with its
 * author's proof, and this device's signature under it all.
 *
 * @returns `export_denied` where the engine does not support it, or the actor may not (I3)
 */
export const exportScope = async (request: ScopeExport): Promise<HostResult<Exported, StoreCode | 'export_denied'>> => {
  const { scope, keyring, engine, crypto, sink, now } = request;
  const items = itemsOf(request);
  if (!items.ok) return items;
  const result = exportRecords({
    engine,
    actor: actorOf(scope, keyring, now),
    secretKey: keyring.signingSecret,
    crypto,
    exportedAt: now,
    records: items.value,
  });
  if (!result.ok) {
    return failed('export_denied', result.reasons.map(({ detail }) => reasonDetails[detail].meaning).join(' '));
  }
  let lines = 0;
  for (const line of result.lines) {
    await sink.write(`${line}\n`);
    lines += 1;
  }
  return done({ records: items.value.length, lines });
};

/** Verifies an export by the keys of a scope's members: whole, unchanged, and signed by one of them. */
export const verifyScopeExport = (
  lines: Iterable<string>,
  { scope, keyring, crypto }: Pick<ScopeExport, 'scope' | 'keyring' | 'crypto'>,
): ExportVerdict => {
  const { scopeId } = scope;
  const control = scope.control();
  return verifyExport({
    lines,
    crypto,
    deviceKey: (deviceId) => control.deviceKey(deviceId),
    // A header does not say its epoch: newest first, for most was written lately.
    open: ({ encryptionScope }, leaf, payload) => {
      for (let epoch = control.epoch(); epoch > 0; epoch -= 1) {
        for (const key of keysForScope(encryptionScope, keyring.scopeKeys(scopeId, epoch))) {
          const opened = openPayload({ crypto, key, leaf, payload, scopeId, epoch });
          if (opened.ok) return opened.value;
        }
      }
      return undefined;
    },
  });
};
