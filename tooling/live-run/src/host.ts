import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createAuditLog,
  createDevice,
  createEngineSettings,
  createHttpTransport,
  createKeyring,
  createReviewQueue,
  keyFileProvider,
  openSqliteStore,
  type AuditLog,
  type Device,
  type Keyring,
  type RelayTransport,
  type ReviewQueue,
  type Store,
} from '@sourceos/sync-host';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engines } from './engines.js';

export const random = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));

/** The value of a result that is expected to be one. */
export const valueOf = <Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string },
): Value => {
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

/** A device as a program has it: its folder, its keys in a file, its queues. */
export interface Host {
  readonly name: string;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly device: Device;
  readonly review: ReviewQueue;
  readonly audit: AuditLog;
  /** Stands between the device and its relay, while it is set. */
  between: ((transport: RelayTransport) => RelayTransport) | undefined;
}

/** Makes a device in a folder of its own, with all engines on. */
export const createHost = async (folder: string, name: string, personId: string): Promise<Host> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = valueOf(openSqliteStore({ path: join(folder, 'device.sqlite') }));
  const settings = createEngineSettings(store);
  for (const engine of engines) {
    valueOf(settings.setEngineEnabled(engine, true));
  }
  const provider = keyFileProvider(join(folder, 'device.key'), random);
  const deviceId = `urn:srcos:device:${name}`;
  const keyring = valueOf(await createKeyring({ store, crypto: nativeCrypto, provider, random, personId, deviceId }));
  const now = Date.now;
  const audit = createAuditLog({ store, crypto: nativeCrypto, deviceId, engines, now });
  const between: { use: Host['between'] } = { use: undefined };
  const transport = (url: string): RelayTransport => {
    const direct = createHttpTransport({ url, now, hasNetwork: () => true });
    // Asked each time: what is put between comes and goes while the device runs.
    return new Proxy(direct, {
      get: (target, member) => Reflect.get(between.use?.(target) ?? target, member) as unknown,
    });
  };
  const device = valueOf(
    createDevice({
      store,
      keyring,
      engines,
      crypto: nativeCrypto,
      random,
      now,
      transport,
      runs: settings.runs,
      audit: audit.auditOf,
    }),
  );
  const review = createReviewQueue({ device, store, engines, crypto: nativeCrypto, audit, now });
  return {
    ...{ name, store, keyring, device, review, audit },
    get between() {
      return between.use;
    },
    set between(use) {
      between.use = use;
    },
  };
};
