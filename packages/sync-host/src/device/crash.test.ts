import { fileURLToPath } from 'node:url';
import { createMemoryStore as createRelayStore, createRelay } from '@sourceos/sync-relay';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { expect, it } from 'vitest';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { acknowledgedBefore } from '../store/testing/acknowledged-before.js';
import { withStorePath } from '../store/testing/temporary-store.js';
import { createHostWorld, valueOf } from '../testing/host-world.js';

const script = fileURLToPath(new URL('../testing/sync-until-killed.ts', import.meta.url));

/** Kills of one device; what was acknowledged, all of which the device has after each kill and another has in the end. */
const killOften = async (path: string, seeds: readonly number[]): Promise<number> => {
  const much = 1_000_000_000;
  const relay = await createRelay({
    name: 'crash',
    secretKey: new Uint8Array(32).fill(5),
    store: createRelayStore(),
    // The relay's limits are another test's: here one device writes as fast as it can.
    limits: {
      requestsPerAddress: much,
      challengesPerAddress: much,
      requestsPerKey: much,
      bytesPerKey: much,
      sessionsPerKey: much,
    },
  });
  const { url } = relay;
  const world = createHostWorld('crash');
  const options = { transport: () => createHttpTransport({ url, now: Date.now }), now: Date.now };
  const acknowledged: string[] = [];
  try {
    const bobStore = createMemoryStore();
    const bobKeys = await world.keyring('bob', bobStore);
    const store = valueOf(openSqliteStore({ path }));
    const ada = await world.first('ada', { ...options, store }, [bobKeys]);
    await ada.device.close();
    store.close();
    const bob = await world.join('bob', { ...options, store: bobStore });
    for (const seed of seeds) {
      acknowledged.push(...(await acknowledgedBefore(script, [path, url, 'ada'], (seed * 97) % 150)));
      const kept = valueOf(openSqliteStore({ path }));
      expect(valueOf(kept.check())).toEqual([]);
      const again = await world.open('ada', { ...options, store: kept });
      const here = new Set(again.scope.replica.objectIds('test.notes'));
      expect(acknowledged.filter((id) => !here.has(id))).toEqual([]);
      valueOf(await again.scope.sync());
      expect(again.scope.connection()).toMatchObject({ outgoing: 0, relayTrust: 'trusted' });
      await again.device.close();
      kept.close();
    }
    valueOf(await bob.scope.sync());
    const there = new Set(bob.scope.replica.objectIds('test.notes'));
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    await bob.device.close();
  } finally {
    await relay.close();
  }
  return acknowledged.length;
};

it(
  'a device that is killed while it writes and syncs loses nothing, and syncs on',
  { timeout: 7_200_000 },
  async () => {
    const seeds = seedsOf(5);
    let acknowledged = 0;
    // What a kill left behind is what the next process starts from; not for ever, since each reads all there is.
    for (let at = 0; at < seeds.length; at += 20) {
      acknowledged += await withStorePath((path) => killOften(path, seeds.slice(at, at + 20)));
    }
    expect(acknowledged).toBeGreaterThanOrEqual(seeds.length);
    counted('kills of a device that writes and syncs', seeds.length);
    counted('writes acknowledged by a device that was killed, none lost', acknowledged);
  },
);
