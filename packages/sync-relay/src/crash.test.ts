import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { canonicalBytes } from '@sourceos/sync-kernel/wire';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { expect, it } from 'vitest';
import type { Submitted } from './protocol/submission.js';
import { hashOf, type HeadStatement, type ReceiptStatement, type Signed } from './protocol/statements.js';
import { openSqliteStore } from './store/sqlite-store.js';
import { testBatch, testClient, testDevice, testScope, type TestDevice } from './testing/client.js';
import { bundledCommand, serveProcess, startCommand } from './testing/relay-process.js';
import { integrityOf, verifiedLog } from './testing/verified-log.js';

/** A device that writes, and what it was told since the last kill. */
interface Writer {
  readonly device: TestDevice;
  sent: number;
  /** What was on its way when the relay died: sent again afterwards, as clients do. */
  pending: readonly Submitted[] | undefined;
  readonly receipts: Signed<ReceiptStatement>[];
  readonly heads: Signed<HeadStatement>[];
}

/** A request of a few entries; some fill many pages of the database, so that a kill may fall between two of them. */
const nextEntries = (writer: Writer, scopeId: string): readonly Submitted[] => {
  writer.sent += 1;
  const n = writer.sent;
  const sealed = Buffer.alloc(1 + ((n * 7_919) % 60_000), `${writer.device.deviceId} ${n} `);
  return [
    { kind: 'batch', bytes: testBatch(writer.device, scopeId, n) },
    ...(n % 3 === 0 ? ([{ kind: 'sealed-control', bytes: sealed }] as const) : []),
  ];
};

/** A scope with its devices. */
const newPlayers = (command: string) => {
  const scope = testScope('garden');
  const writers = ['ada', 'bob', 'cleo'].map((name): Writer => ({
    device: testDevice(name),
    sent: 0,
    pending: undefined,
    receipts: [],
    heads: [],
  }));
  const setUp = async (folder: string) => {
    const relay = await serveProcess(folder, [], command);
    for (const { device } of writers) {
      const client = testClient(relay.listening.url, device);
      await client.signIn();
      await client.open(scope.scopeId, scope.genesis);
      await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(device) }]);
    }
    relay.kill('SIGTERM');
    await relay.ended;
  };
  const write = async (url: string, writer: Writer, first: () => void) => {
    const client = testClient(url, writer.device);
    await client.signIn();
    for (;;) {
      writer.pending ??= nextEntries(writer, scope.scopeId);
      const answer = await client.append(scope.scopeId, writer.pending);
      if (answer.status !== 200 || answer.refused !== undefined) throw new Error(JSON.stringify(answer));
      writer.receipts.push(...answer.receipts);
      writer.heads.push(answer.head);
      writer.pending = undefined;
      first();
    }
  };
  /** Lets all write to a relay, kills it so long after the first answer, and waits until nobody gets any. */
  const loadAndKill = async (folder: string, milliseconds: number): Promise<Uint8Array> => {
    const relay = await serveProcess(folder, [], command);
    const { url, publicKey } = relay.listening;
    let first: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      first = resolve;
    });
    const writing = writers.map((writer) => write(url, writer, first).catch((error: unknown) => error));
    const early = await Promise.race([begun, Promise.all(writing)]);
    if (early !== undefined) throw new Error(`Nobody could write: ${early.map(String).join()}`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    relay.kill('SIGKILL');
    // A relay that ended by itself would not have this signal.
    expect((await relay.ended).signal).toBe('SIGKILL');
    // What ended the writing is the connection, and no answer.
    for (const error of await Promise.all(writing)) expect(error).toBeInstanceOf(TypeError);
    return Buffer.from(publicKey, 'hex');
  };
  return { scopeId: scope.scopeId, writers, setUp, loadAndKill };
};

const isSigned = (publicKey: Uint8Array, { signature, ...signed }: Signed<object>): boolean =>
  nativeCrypto.verify(publicKey, canonicalBytes(signed), Buffer.from(signature, 'base64url'));

/** Kills of relays over one folder; the receipts that were held. */
const killOften = async (folder: string, seeds: readonly number[]): Promise<number> => {
  const path = join(folder, 'relay.sqlite');
  const command = await bundledCommand();
  const { scopeId, writers, setUp, loadAndKill } = newPlayers(command);
  await setUp(folder);
  let before: readonly string[] = [];
  let held = 0;
  for (const seed of seeds) {
    // Some are killed as they start.
    if (seed % 5 === 0) {
      const starting = startCommand(['serve', '--data', folder, '--name', 'test', '--port', '0'], command);
      await new Promise((resolve) => setTimeout(resolve, (seed * 61) % 450));
      starting.kill('SIGKILL');
      await starting.ended;
    }
    const publicKey = await loadAndKill(folder, (seed * 37) % 250);
    expect(await integrityOf(path)).toEqual(['ok']);
    const { hashes, roots } = await verifiedLog(await openSqliteStore(path), scopeId);
    // As long as before where the first answer was about what the last relay had stored and not answered.
    expect(hashes.length).toBeGreaterThanOrEqual(before.length);
    expect(hashes.slice(0, before.length)).toEqual(before);
    before = hashes;
    for (const { pending, receipts, heads } of writers) {
      held += receipts.length;
      expect(receipts.filter((receipt) => hashes[receipt.sequence - 1] !== receipt.hash)).toEqual([]);
      expect(heads.filter((head) => roots[head.size] !== head.root)).toEqual([]);
      expect([...receipts, ...heads].every((statement) => isSigned(publicKey, statement))).toBe(true);
      // No half request: what was on its way is there whole, or not at all.
      const there = new Set((pending ?? []).map(({ bytes }) => hashes.includes(hashOf(bytes))));
      expect(there.size).toBeLessThanOrEqual(1);
      receipts.length = 0;
      heads.length = 0;
    }
  }
  return held;
};

it('loses no entry that a client holds a receipt for, whenever it is killed', { timeout: 36_000_000 }, async () => {
  const seeds = seedsOf(10);
  // What a kill left behind is what the next relay starts from; not for ever, since each time all is counted anew.
  for (let at = 0; at < seeds.length; at += 10) {
    const some = seeds.slice(at, at + 10);
    const folder = mkdtempSync(join(tmpdir(), 'relay-crash-'));
    try {
      expect(await killOften(folder, some)).toBeGreaterThan(some.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  counted('kills of a relay under load, no receipt lost', seeds.length);
});
