import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { exportScope } from '../operations/export.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import type { Store } from '../store/store.js';
import { withStorePath } from '../store/testing/temporary-store.js';
import { previewEngine } from '../supervisor/preview.js';
import { createHostWorld, start, valueOf, type Host } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note, notesEngine } from '../testing/notes-engine.js';
import { createDevice } from './create-device.js';

/** Ada and Bob over given stores: both wrote, and each has what the other acknowledged. */
const scene = async (store: Store) => {
  const world = createHostWorld();
  let time = start;
  const now = () => (time += 1_000);
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const more = { acknowledgeEvery: 1 };
  const options = { transport: relay.transport, now, more };
  let ada = await world.first('ada', { ...options, store }, [bobKeys]);
  const bob = await world.join('bob', { ...options, store: bobStore });
  const settle = async () => {
    for (let round = 0; round < 3; round += 1) {
      valueOf(await ada.scope.sync());
      valueOf(await bob.scope.sync());
    }
  };
  const reopen = async (compactEvery: number): Promise<Host> => {
    await ada.device.close();
    ada = await world.open('ada', { ...options, store, more: { ...more, compactEvery } });
    return ada;
  };
  const write = (host: Host, count: number, words: string): void => {
    for (let each = 0; each < count; each += 1) {
      valueOf(host.scope.write([note(`${each}`, words), note('shared', `${words} ${each}`)]));
    }
  };
  await settle();
  return { world, relay, bob, settle, reopen, write, adas: () => ada };
};
const batchesOf = (store: Store, scopeId: string): number => {
  let batches = 0;
  valueOf(store.load(scopeId, ({ kind }) => (batches += kind === 'batch' ? 1 : 0)));
  return batches;
};
/** All that can be asked of a scope about what happened in it. */
const allOf = async ({ scope, store, keyring, device }: Host) => {
  const lines: string[] = [];
  const { scopeId, replica } = scope;
  const sink = { write: (text: string) => void lines.push(text) };
  valueOf(await exportScope({ scope, store, keyring, engine: notesEngine, crypto, sink, now: start }));
  const asked = { device, store, engine: notesEngine, engines: [notesEngine], scopeId, crypto, now: start + 999_999 };
  return {
    replicated: replica.replicated(),
    history: replica.history(),
    decisions: [...replica.decisions()].map(({ writeId, outcome }) => `${writeId} ${outcome}`).sort(),
    acknowledged: [...replica.acknowledged()],
    preview: valueOf(previewEngine(asked)),
    lines,
  };
};

const inStores = (name: string, test: (store: Store) => Promise<void>): void => {
  it(`${name} (in memory)`, () => test(createMemoryStore()));
  it(`${name} (over SQLite)`, () =>
    withStorePath(async (path) => {
      const store = valueOf(openSqliteStore({ path }));
      await test(store);
      expect(valueOf(store.check())).toEqual([]);
      store.close();
    }));
};

describe('a scope whose history is packed', () => {
  inStores('has all that it had, and goes on', async (store) => {
    const { world, bob, settle, reopen, write, adas } = await scene(store);
    const { scopeId } = world;
    write(adas(), 10, 'first');
    write(bob, 5, 'by Bob');
    await settle();
    await reopen(1_000);
    const before = await allOf(adas());
    expect(batchesOf(store, scopeId)).toBe(15);

    await reopen(8);
    expect(batchesOf(store, scopeId)).toBe(0);
    expect(await allOf(adas())).toEqual(before);
    await reopen(8);
    expect(await allOf(adas())).toEqual(before);

    write(adas(), 9, 'second');
    await settle();
    await reopen(1_000);
    const later = await allOf(adas());
    // A second pack has what the first had.
    await reopen(8);
    expect(batchesOf(store, scopeId)).toBe(0);
    expect(await allOf(adas())).toEqual(later);
    valueOf(adas().scope.write([note('on', 'and on')]));
    await settle();
    expect(bob.scope.replica.replicated()).toEqual(adas().scope.replica.replicated());
  });

  inStores('keeps apart what waits to be sent', async (store) => {
    const { world, settle, reopen, write, adas } = await scene(store);
    write(adas(), 10, 'first');
    await settle();
    write(adas(), 3, 'offline');
    await reopen(1_000);
    const before = await allOf(adas());
    await reopen(8);
    expect(batchesOf(store, world.scopeId)).toBe(3);
    expect(await allOf(adas())).toEqual(before);
    expect(adas().scope.connection().outgoing).toBe(3);
    await settle();
    expect(adas().scope.connection().outgoing).toBe(0);
  });

  inStores('is sent again to another relay as it was, from the pack', async (store) => {
    const { world, settle, reopen, write, adas } = await scene(store);
    write(adas(), 10, 'first');
    await settle();
    await reopen(8);
    valueOf(adas().scope.setRelay('memory:other'));
    expect(adas().scope.connection().outgoing).toBeGreaterThanOrEqual(10);
    expect(batchesOf(store, world.scopeId)).toBe(0);
  });

  inStores('by newer software is not opened, and nothing of it is lost', async (store) => {
    const { world, reopen, write, settle, adas } = await scene(store);
    write(adas(), 10, 'first');
    await settle();
    await adas().device.close();
    const { scopeId } = world;
    const horizon = new Map([[adas().keyring.deviceId, 0]]);
    valueOf(store.compactHistory({ scopeId, now: start, horizon, snapshot: Uint8Array.of(9) }));
    const keyring = await world.keyring('ada', store);
    const transport = () => expect.fail();
    const random = (length: number) => new Uint8Array(length);
    const opened = createDevice({
      store,
      keyring,
      engines: [notesEngine],
      crypto,
      random,
      now: () => start,
      transport,
      compactEvery: 1,
    });
    expect(opened).toMatchObject({ ok: false, code: 'newer_schema' });
    expect(batchesOf(store, scopeId)).toBe(10);
    await expect(reopen(1)).rejects.toThrow('newer_schema');
  });
});
