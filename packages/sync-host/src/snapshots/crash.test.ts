import { fileURLToPath } from 'node:url';
import { createMemoryStore as createRelayStore, createRelay } from '@sourceos/sync-relay';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { expect, it } from 'vitest';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import type { Store } from '../store/store.js';
import { acknowledgedBefore } from '../store/testing/acknowledged-before.js';
import { withStorePath } from '../store/testing/temporary-store.js';
import { createHostWorld, valueOf, type Host } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';

const script = fileURLToPath(new URL('../testing/join-until-killed.ts', import.meta.url));
const batches = 150;

it(
  'a device that is killed while it takes a snapshot has all of it or nothing, and syncs on',
  { timeout: 7_200_000 },
  async () => {
    const seeds = seedsOf(2);
    const relayStore = createRelayStore();
    const many = 1_000_000_000;
    const relay = await createRelay({
      name: 'crash',
      secretKey: new Uint8Array(32).fill(5),
      store: relayStore,
      limits: { requestsPerAddress: many, challengesPerAddress: many, requestsPerKey: many, sessionsPerKey: many },
    });
    const world = createHostWorld('crash');
    const options = { transport: () => createHttpTransport({ url: relay.url, now: Date.now }), now: Date.now };
    let [killed, whole] = [0, 0];
    const join = async (store: Store): Promise<void> => {
      const bob = await world.join('bob', { ...options, store });
      await bob.device.close();
    };
    const stateOf = ({ scope }: Host) => scope.replica.replicated();
    try {
      const keys = await world.keyring('bob', createMemoryStore());
      const ada = await world.first('ada', { ...options, more: { snapshotEvery: batches } }, [keys]);
      for (let each = 0; each < batches; each += 1) valueOf(ada.scope.write([note(`${each}`, 'x'.repeat(500))]));
      const [made] = valueOf(await ada.scope.sync()).snapshots ?? [];
      expect(made).toMatchObject({ kind: 'made' });
      await relayStore.prune(world.scopeId, many);
      for (const seed of seeds) {
        await withStorePath(async (path) => {
          const store = valueOf(openSqliteStore({ path }));
          await join(store);
          store.close();
          const said = await acknowledgedBefore(script, [path, relay.url, 'bob'], (seed * 73) % 400);
          killed += 1;
          const kept = valueOf(openSqliteStore({ path }));
          expect(valueOf(kept.check())).toEqual([]);
          let here = 0;
          valueOf(kept.load(world.scopeId, ({ kind }) => (here += kind === 'batch' ? 1 : 0)));
          expect([0, batches]).toContain(here);
          if (said.includes('synced')) expect(here).toBe(batches);
          whole += here === batches ? 1 : 0;
          const bob = await world.open('bob', { ...options, store: kept });
          valueOf(await bob.scope.sync());
          valueOf(await ada.scope.sync());
          valueOf(await bob.scope.sync());
          expect(stateOf(bob)).toEqual(stateOf(ada));
          await bob.device.close();
          kept.close();
        });
      }
      await ada.device.close();
    } finally {
      await relay.close();
    }
    counted('kills of a device that takes a snapshot', killed);
    counted('of these, when all of it was kept', whole);
  },
);
