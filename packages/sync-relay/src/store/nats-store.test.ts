import { randomUUID } from 'node:crypto';
import { counted, soak } from '@sourceos/vitest-config/soak';
import { needs } from '@sourceos/vitest-config/needs';
import { afterAll, beforeAll, describe } from 'vitest';
import { openNatsStore } from './nats-store.js';
import type { RelayStore } from './store.js';
import { describeStore, type StoreUnderTest } from './testing/conformance.js';
import { startNatsCluster, type NatsCluster } from './testing/nats-cluster.js';

const command = needs('nats-server', 'a relay over three servers of NATS');
const runs = Math.round(6 * soak);

describe.skipIf(command === undefined)('the store over NATS', { timeout: 3_600_000 }, () => {
  let cluster: NatsCluster;
  beforeAll(async () => {
    cluster = await startNatsCluster(command ?? '');
    await (await opened(randomUUID())).close();
  });
  afterAll(async () => {
    await cluster.end();
    counted('sequences of calls to a relay’s store over NATS, answered as a model does', runs);
  });
  /** Until a leader is chosen, no server makes a stream. */
  const opened = async (name: string): Promise<RelayStore> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await openNatsStore({ servers: cluster.servers, name, connection: { waitOnFirstConnect: true } });
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
  const twoHandles = async (name = randomUUID()): Promise<StoreUnderTest> => {
    const stores = [await opened(name), await opened(name)] as const;
    const close = async () => {
      for (const store of stores) await store.close();
    };
    return {
      stores,
      reopen: async () => {
        await close();
        return twoHandles(name);
      },
      end: close,
    };
  };
  describeStore(() => twoHandles(), runs);
});
