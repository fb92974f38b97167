import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  createDevice,
  createHttpTransport,
  createKeyring,
  createMemoryStore,
  createScope,
  openSqliteStore,
  renewEpoch,
  type DeviceKeyProvider,
  type DeviceScope,
  type Keyring,
  type Store,
} from '@sourceos/sync-host';
import { createControlLog, signControlRecord, type JsonObject, type LocalChange } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createRelay, openSqliteStore as openRelayStore } from '@sourceos/sync-relay';
import { engine } from '@sourceos/sync-workspace';
import type { Adapter } from '../adapter.js';
import { burstsOf, editedTitle, idOf, recordOf } from '../records.js';
import { createWaiters } from '../until.js';

const crypto = nativeCrypto;
const { collection } = engine.manifest;
const started = 1_780_000_000_000;
/** Attempts of one sync. */
const mostTries = 5;
/** How often a device says what it has: not within a run, as the peers say nothing of the kind. */
const never = 86_400_000;

type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string };

const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
};

/** Bytes that look random and are the same in every run; keys of nothing but this benchmark. */
const seeded = (label: string): ((length: number) => Uint8Array) => {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return Uint8Array.from(createHash('shake256', { outputLength: length }).update(`bench ${label} ${drawn}`).digest());
  };
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The key over the keys at rest; how a person protects it costs the same once, whatever is synced. */
const provider: DeviceKeyProvider = {
  kind: 'bench',
  create: () => Promise.resolve({ ok: true, value: { key: seeded('device key')(32), parameters: {} } }),
  open: () => Promise.resolve({ ok: true, value: seeded('device key')(32) }),
};

const keyringOf = async (index: number, store: Store): Promise<Keyring> =>
  valueOf(
    await createKeyring({
      ...{ store, crypto, provider, random: seeded(`keys ${index}`) },
      deviceId: `urn:srcos:device:bench-${index}`,
      personId: 'urn:srcos:person:bench',
    }),
  );

const scopeId = 'urn:srcos:workspace:bench';

/** What the scope begins with: every process makes the same. */
const founded = async () => {
  const founder = await keyringOf(0, createMemoryStore());
  const random = seeded('scope');
  return {
    founder,
    random,
    ...(await createScope({ crypto, random, founder, kind: 'workspace', scopeId, recovery: false, now: started })),
  };
};

/**
 * The records that admit all other devices, and an epoch whose key is wrapped for each. Joining by a short code is
 * between people, and no part of what is measured.
 */
const admissions = async (devices: number): Promise<readonly Uint8Array[]> => {
  const { founder, random, genesis, records, rootSecret } = await founded();
  const log = createControlLog({ scopeId, crypto, root: genesis });
  const members: Uint8Array[] = [];
  for (let index = 1; index < devices; index += 1) {
    const { deviceId, personId, signingKey, sealingKey } = await keyringOf(index, createMemoryStore());
    const keys = { signingKey: hex(signingKey), sealingKey: hex(sealingKey) };
    const body = { kind: 'member', scopeId, deviceId, personId, ...keys, since: started } as const;
    members.push(signControlRecord(crypto, body, [rootSecret]));
  }
  for (const record of [...records, ...members]) log.add(record);
  const epoch = valueOf(await renewEpoch({ crypto, random, log, keyring: founder, secrets: [rootSecret] }));
  return [...members, ...epoch.records];
};

/** The device and the relay of this project, each over SQLite. */
export const adapter: Adapter = {
  serve: async ({ folder }) => {
    // A hundred devices of one machine have one address, as they have in no other life.
    const limits = { requestsPerAddress: 1_000_000, challengesPerAddress: 1_000_000 };
    const store = await openRelayStore(join(folder, 'relay.db'));
    const { port } = await createRelay({ name: 'bench', secretKey: seeded('relay')(32), store, limits });
    return { port };
  },
  open: async ({ folder, index, devices }) => {
    const store = valueOf(openSqliteStore({ path: join(folder, 'device.db') }));
    const keyring = await keyringOf(index, store);
    const device = valueOf(
      createDevice({
        ...{ store, keyring, crypto, engines: [engine], acknowledgeEvery: never },
        random: seeded(`device ${index}`),
        now: Date.now,
        transport: (url) => createHttpTransport({ url, now: Date.now, timeout: 600_000, hasNetwork: () => true }),
      }),
    );
    const { genesis, records } = await founded();
    const isFounder = index === 0;
    const start = { scopeId, genesis, records: isFounder ? records : [genesis], own: isFounder };
    const scope: DeviceScope = valueOf(await device.addScope(start));
    // As in life, the others are admitted once the founder is known to the relay.
    let waiting = isFounder ? await admissions(devices) : [];
    const waiters = createWaiters();
    scope.on((event) => {
      if (event.kind === 'decided') waiters.check();
    });
    let connected = false;
    let leave: (() => void) | undefined;
    const write = (changes: readonly LocalChange[]): void => {
      const { decisions } = valueOf(scope.write(changes));
      const other = decisions.find(({ outcome }) => outcome !== 'applied');
      if (other !== undefined) throw new Error(`A write is ${other.outcome}.`);
    };
    /** A kept connection that was closed at that moment is tried again, as the supervisor does. */
    const sync = async (): Promise<void> => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await scope.sync();
        if (outcome.ok || outcome.code !== 'relay_unreachable' || tries === mostTries) {
          valueOf(outcome);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const title = (each: number): unknown => scope.replica.view(collection, idOf(each))?.record?.title;
    return {
      invitation: () => scopeId,
      write: async (count) => {
        for (const burst of burstsOf(count)) {
          write(
            burst.map((each) => ({
              ...{ collection, objectId: idOf(each), operation: 'put' },
              record: { ...recordOf(each) } satisfies JsonObject,
            })),
          );
        }
        if (connected) await sync();
      },
      edit: async (indices, mark) => {
        write(
          indices.map((each) => ({
            ...{ collection, objectId: idOf(each), operation: 'patch' },
            record: { title: editedTitle(mark, each) },
          })),
        );
        if (connected) await sync();
      },
      connect: async (port) => {
        valueOf(scope.setRelay(`http://127.0.0.1:${port}`));
        await sync();
        if (waiting.length > 0) {
          valueOf(await scope.addControl(waiting));
          waiting = [];
          await sync();
        }
        leave = scope.follow();
        connected = true;
      },
      disconnect: () => {
        leave?.();
        connected = false;
        return Promise.resolve();
      },
      holds: (count) =>
        waiters.until(() => title(count - 1) !== undefined && [...scope.replica.objectIds(collection)].length >= count),
      sees: (indices, mark) => waiters.until(() => indices.every((each) => title(each) === editedTitle(mark, each))),
    };
  },
};
