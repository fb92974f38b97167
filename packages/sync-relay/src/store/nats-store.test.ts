import { randomUUID } from 'node:crypto';
import { counted, soak } from '@sourceos/vitest-config/soak';
import { needs } from '@sourceos/vitest-config/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRelay, type Relay } from '../relay.js';
import { parsePage } from '../protocol/page.js';
import { hashOf, type HeadStatement, type ReceiptStatement, type Signed } from '../protocol/statements.js';
import { testClient, testDevice, testScope } from '../testing/client.js';
import { openNatsStore } from './nats-store.js';
import type { RelayStore } from './store.js';
import { describeStore, type StoreUnderTest } from './testing/conformance.js';
import { startNatsCluster, type NatsCluster } from './testing/nats-cluster.js';

const command = needs('nats-server', 'a relay over three servers of NATS');
const runs = Math.round(6 * soak);
const secretKey = new Uint8Array(32).fill(7);

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

  it('loses nothing that was acknowledged when a server and a relay are killed under load, and goes on', async () => {
    const name = randomUUID();
    const relays: Relay[] = [];
    for (let n = 0; n < 2; n += 1) {
      relays.push(await createRelay({ name: 'test', secretKey, store: await opened(name) }));
    }
    const scope = testScope('garden');
    const devices = ['ada', 'bob', 'cleo', 'dan'].map(testDevice);
    const clientOf = async (relay: Relay | undefined, device: (typeof devices)[number]) => {
      const client = testClient(relay?.url ?? '', device);
      await client.signIn();
      return client;
    };
    for (const device of devices) {
      const client = await clientOf(relays[0], device);
      await client.open(scope.scopeId, scope.genesis);
      expect((await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(device) }])).status).toBe(200);
    }
    const receipts: Signed<ReceiptStatement>[] = [];
    const heads: Signed<HeadStatement>[] = [];
    let writing = true;
    let alive = relays;
    const write = async (device: (typeof devices)[number], index: number) => {
      let n = 0;
      let client = await clientOf(alive[index % alive.length], device);
      let size = 0;
      while (writing) {
        const bytes = Buffer.from(`${device.deviceId} ${n} ${'x'.repeat(500)}`);
        try {
          const answer = await client.append(scope.scopeId, [{ kind: 'gossip', bytes }]);
          if (answer.status !== 200 || answer.receipts.length !== 1) throw new Error(String(answer.status));
          receipts.push(...answer.receipts);
          heads.push(answer.head);
          // Whichever relay answers, no head is shorter than one before.
          expect(answer.head.size).toBeGreaterThanOrEqual(size);
          size = answer.head.size;
          n += 1;
        } catch (error) {
          if (error instanceof Error && error.name === 'AssertionError') throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
          client = await clientOf(alive[(index + n) % alive.length], device).catch(() => client);
        }
      }
    };
    const writers = devices.map(write);
    const until = async (more: number) => {
      const start = performance.now();
      const before = receipts.length;
      await expect.poll(() => receipts.length - before, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(more);
      return performance.now() - start;
    };
    await until(40);
    await cluster.kill(0);
    const back = await until(4);
    alive = relays.slice(1);
    await relays[0]?.close();
    await until(40);
    cluster.restart(0);
    await until(20);
    writing = false;
    await Promise.all(writers);
    expect(back).toBeLessThan(30_000);

    const reader = await clientOf(relays[1], devices[0] ?? testDevice('none'));
    const hashes: string[] = [];
    for (;;) {
      const answer = await reader.call('GET', `/v1/scopes/${scope.scopeId}/entries?after=${hashes.length}`);
      const entries = parsePage(new Uint8Array(await answer.arrayBuffer()), hashOf)?.entries ?? [];
      if (entries.length === 0) break;
      hashes.push(...entries.map(({ hash }) => hash));
    }
    expect(receipts.filter(({ sequence, hash }) => hashes[sequence - 1] !== hash)).toEqual([]);
    expect(new Set(hashes).size).toBe(hashes.length);
    const roots = new Map<number, string>();
    for (const { size, root } of heads) {
      expect(roots.get(size) ?? root).toBe(root);
      roots.set(size, root);
    }
    await relays[1]?.close();
    counted('servers of NATS killed under load, no receipt lost', 1);
  });
});
