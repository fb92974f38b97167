import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadStatement, ReceiptStatement, Signed } from './protocol/statements.js';
import { openNatsStore } from './store/nats-store.js';
import { startNatsCluster, type NatsCluster } from './store/testing/nats-cluster.js';
import { testClient, testDevice, testScope, type TestDevice } from './testing/client.js';
import { serveProcess } from './testing/relay-process.js';
import { verifiedLog } from './testing/verified-log.js';

const command = needs('nats-server', 'relays over three servers of NATS, some killed under load');
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type RelayProcess = Awaited<ReturnType<typeof serveProcess>>;

/** What a device was told by whichever relay answered it. */
interface Told {
  readonly receipts: Signed<ReceiptStatement>[];
  readonly heads: Signed<HeadStatement>[];
}

describe.skipIf(command === undefined)('two relays over three servers of NATS', { timeout: 3_600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-cluster-'));
  const scope = testScope('garden');
  const devices = ['ada', 'bob', 'cleo', 'dan'].map(testDevice);
  let cluster: NatsCluster;
  const relays: RelayProcess[] = [];

  /** Until the servers have chosen who leads, no stream can be made. */
  const started = async (index: number): Promise<RelayProcess> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await serveProcess(join(folder, String(index)), ['--nats', cluster.servers.join()]);
      } catch (error) {
        if (attempt === 20) throw error;
        await pause(500);
      }
    }
  };
  const signedIn = async (index: number, device: TestDevice) => {
    const client = testClient(relays[index % relays.length]?.listening.url ?? '', device);
    await client.signIn();
    return client;
  };

  beforeAll(async () => {
    cluster = await startNatsCluster(command ?? '');
    relays.push(await started(0));
    cpSync(join(folder, '0'), join(folder, '1'), { recursive: true });
    relays.push(await started(1));
    for (const device of devices) {
      const client = await signedIn(0, device);
      await client.open(scope.scopeId, scope.genesis);
      expect((await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(device) }])).status).toBe(200);
    }
  }, 120_000);
  afterAll(async () => {
    for (const relay of relays) relay.kill('SIGKILL');
    await cluster.end();
    rmSync(folder, { recursive: true });
  });

  /** Writes until it is told to stop, to the other relay where one does not answer. */
  const write = async (device: TestDevice, index: number, told: Told, isOver: () => boolean): Promise<void> => {
    let turn = index;
    let client = await signedIn(turn, device);
    let size = 0;
    for (let n = 0; !isOver(); n += 1) {
      const bytes = Buffer.from(`${device.deviceId} ${told.receipts.length} ${n} ${'x'.repeat(500)}`);
      const answer = await client.append(scope.scopeId, [{ kind: 'gossip', bytes }]).catch(() => undefined);
      if (answer?.status === 200) {
        told.receipts.push(...answer.receipts);
        told.heads.push(answer.head);
        // Whichever relay answers, no head is shorter than one before.
        expect(answer.head.size).toBeGreaterThanOrEqual(size);
        size = answer.head.size;
      } else {
        await pause(100);
        turn += 1;
        client = await signedIn(turn, device).catch(() => client);
      }
    }
  };

  it('lose nothing that was acknowledged when the leading server and a relay are killed, and go on', async () => {
    const told: Told = { receipts: [], heads: [] };
    let over = false;
    const writers = devices.map((device, index) => write(device, index, told, () => over));
    /** Milliseconds until so many more receipts came. */
    const until = async (more: number): Promise<number> => {
      const start = performance.now();
      const aim = told.receipts.length + more;
      while (told.receipts.length < aim) {
        if (performance.now() - start > 60_000) throw new Error(`${aim - told.receipts.length} receipts did not come.`);
        await pause(20);
      }
      return performance.now() - start;
    };
    const leader = async (): Promise<number> => {
      for (;;) {
        const found = await cluster.leaderOf('sync-relay-operations').catch(() => undefined);
        if (found !== undefined) return found;
        await pause(100);
      }
    };
    for (const seed of seedsOf(1)) {
      await until(40);
      const [server, relay] = [await leader(), seed % 2];
      relays[relay]?.kill('SIGKILL');
      await Promise.all([cluster.kill(server), relays[relay]?.ended]);
      const back = Math.ceil((await until(1)) / 1_000);
      counted(`servers that led NATS killed with a relay under load, receipts again within ${back} s`, 1);
      await until(20);
      cluster.restart(server);
      relays[relay] = await started(relay);
      await until(20);
    }
    over = true;
    await Promise.all(writers);

    const { hashes, roots } = await verifiedLog(await openNatsStore({ servers: cluster.servers }), scope.scopeId);
    expect(told.receipts.filter(({ sequence, hash }) => hashes[sequence - 1] !== hash)).toEqual([]);
    expect(told.heads.filter(({ size, root }) => roots[size] !== root)).toEqual([]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
