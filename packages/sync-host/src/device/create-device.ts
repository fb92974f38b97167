import { createControlLog, type AuthorityLog } from '@sourceos/sync-kernel';
import { done, failed, type HostResult } from '../failure.js';
import { createRelayClient, type RelayClient } from '../relay-client/client.js';
import type { ScopeRow } from '../store/rows.js';
import { storeFailure, type StoreResult } from '../store/store-code.js';
import { openScope, type OpenScope } from './create-scope.js';
import type { Device, DeviceOptions, DeviceScope, ScopeStart, WriteCode } from './device.js';
import { createRelayPins } from './relay-pins.js';
import { createScopeKeys } from './scope-keys.js';
import { outgoingControl } from './write-local.js';

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** A scope's log made of what it starts with; undefined where its genesis is no root of it. */
const logOf = ({ crypto }: DeviceOptions, { scopeId, genesis, records }: ScopeStart): AuthorityLog | undefined => {
  try {
    const log = createControlLog({ scopeId, crypto, root: genesis });
    return records.every((record) => log.add(record).accepted) ? log : undefined;
  } catch (error) {
    // The kernel says so of a root that is none: here it may have come from anybody.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** A device with its scopes, rebuilt from the store. It holds store, keys and engines that were given, and owns none. */
export const createDevice = (options: DeviceOptions): StoreResult<Device> => {
  const { store, keyring, crypto, now } = options;
  const rows = store.scopes();
  if (!rows.ok) return rows;
  const pins = createRelayPins(store);
  const clients = new Map<string, RelayClient>();
  const scopes = new Map<string, OpenScope>();
  const memberOf = new Set(rows.value.map(({ scopeId }) => scopeId));

  const relayClient = (relayUrl: string): RelayClient => {
    let client = clients.get(relayUrl);
    if (client === undefined) {
      client = createRelayClient({ transport: options.transport(relayUrl), keyring, crypto, pin: pins.of(relayUrl) });
      clients.set(relayUrl, client);
    }
    return client;
  };

  const open = (row: ScopeRow): StoreResult<DeviceScope> => {
    const opened = openScope({
      options,
      row,
      engines: options.engines.filter((engine) => options.runs?.(row.scopeId, engine) ?? true),
      memberOf: [...memberOf],
      relayClient,
      relayIdOf: (relayUrl) => pins.of(relayUrl).get()?.relayId,
      unpin: (relayUrl) => {
        // The session was one with the relay that was pinned.
        clients.delete(relayUrl);
        return pins.forget(relayUrl);
      },
    });
    if (!opened.ok) return opened;
    scopes.set(row.scopeId, opened.value);
    return done(opened.value.scope);
  };

  for (const row of rows.value) {
    const opened = open(row);
    if (!opened.ok) return opened;
  }

  const rowOf = (scopeId: string): StoreResult<ScopeRow> => {
    const now = store.scopes();
    if (!now.ok) return now;
    const row = now.value.find((each) => each.scopeId === scopeId);
    return row === undefined ? storeFailure('unknown_scope', scopeId) : done(row);
  };

  const addScope = async (start: ScopeStart): Promise<HostResult<DeviceScope, WriteCode>> => {
    const { scopeId, genesis, relayUrl, own } = start;
    const log = logOf(options, start);
    if (log === undefined) return failed('scope_refused', `The first records of ${scopeId} do not make a scope.`);
    // The relay has the genesis as the first entry when the scope is opened there.
    const records = start.records.filter((record) => !equalBytes(record, genesis));
    const keys = createScopeKeys({ keyring, scopeId, view: () => log.view() });
    const unwrapped = await keys.unwrapNew();
    const outbox = own ? outgoingControl(options, scopeId, records, keys.sealing) : done([]);
    if (!outbox.ok) return outbox;
    const row: ScopeRow = { scopeId, genesis, addedAt: now(), ...(relayUrl !== undefined && { relayUrl }) };
    const kept = store.addScope({
      scope: row,
      entries: records.map((bytes) => ({ kind: 'control', bytes })),
      outbox: outbox.value,
      keys: unwrapped.map((each) => each.row),
      now: now(),
    });
    if (!kept.ok) return kept;
    memberOf.add(scopeId);
    return open(row);
  };

  return done({
    keyring,
    scopes: () => [...scopes.values()].map(({ scope }) => scope),
    scope: (scopeId) => scopes.get(scopeId)?.scope,
    addScope,
    reopen: async (scopeId) => {
      const row = rowOf(scopeId);
      if (!row.ok) return row;
      await scopes.get(scopeId)?.close();
      scopes.delete(scopeId);
      return open(row.value);
    },
    close: async () => {
      await Promise.all([...scopes.values()].map(({ close }) => close()));
    },
  });
};
