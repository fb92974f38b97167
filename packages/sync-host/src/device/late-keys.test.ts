import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createHostWorld, start, valueOf } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';

const now = () => start;
const noteA = 'urn:srcos:note:a';

describe('what a device cannot read yet', () => {
  it('is kept or fetched again, and read when the key comes', async () => {
    const world = createHostWorld();
    const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
    const options = { transport: relay.transport, now };
    const ada = await world.first('ada', options);
    const bobStore = createMemoryStore();
    const bobKeys = await world.keyring('bob', bobStore);
    const lease = world.lease(ada.keyring, 'urn:srcos:agent:helper', start, start + 1_000);
    valueOf(await ada.scope.addControl([world.member(bobKeys), lease]));
    valueOf(ada.scope.write([note('a', 'before Bob had the key')]));
    valueOf(await ada.scope.sync());
    const kinds = relay.log(world.scopeId)?.entries.map(({ kind }) => kind);
    expect(kinds?.filter((kind) => kind === 'sealed-control')).toHaveLength(1);

    const bob = await world.join('bob', { ...options, store: bobStore });
    const first = valueOf(await bob.scope.sync());
    expect(first.decisions).toMatchObject([{ outcome: 'held', reasons: [{ detail: 'key_missing' }] }]);
    // It waits for no person, so that nobody is asked.
    expect(valueOf(bob.store.review(world.scopeId))).toEqual([]);
    expect([...bob.scope.controlRecords()]).not.toContainEqual(lease);
    expect(bob.scope.write([note('b', 'too early')])).toMatchObject({ ok: false, code: 'no_scope_key' });

    valueOf(await ada.scope.addControl([await world.epoch(1, [ada.keyring, bobKeys])]));
    valueOf(await ada.scope.sync());
    const decided: string[] = [];
    bob.scope.on((event) => {
      if (event.kind === 'decided') decided.push(...event.decisions.map(({ outcome }) => outcome));
    });
    valueOf(await bob.scope.sync());
    expect(decided).toEqual(['applied']);
    expect(bob.scope.replica.view('test.notes', noteA)?.record).toEqual({ body: 'before Bob had the key' });
    expect([...bob.scope.controlRecords()]).toContainEqual(lease);
    const [row] = valueOf(bob.store.decisions(world.scopeId, { collection: 'test.notes' }));
    expect(row).toMatchObject({ outcome: 'applied' });
  });

  it('for want of an engine is apart, and in force when the engine runs', async () => {
    const world = createHostWorld();
    const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
    const options = { transport: relay.transport, now };
    const bobStore = createMemoryStore();
    const bobKeys = await world.keyring('bob', bobStore);
    const ada = await world.first('ada', options, [bobKeys]);
    const running = { notes: false };
    const bob = await world.join('bob', { ...options, store: bobStore, more: { runs: () => running.notes } });
    valueOf(ada.scope.write([note('a', 'for an engine')]));
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    const [row] = valueOf(bob.store.quarantine(world.scopeId));
    expect(row).toMatchObject({ reasons: [{ detail: 'unknown_collection' }], deviceId: ada.keyring.deviceId });
    expect(row?.size).toBeGreaterThan(100);
    running.notes = true;
    const again = valueOf(await bob.device.reopen(world.scopeId));
    expect(again.replica.view('test.notes', noteA)?.record).toEqual({ body: 'for an engine' });
    expect(valueOf(bob.store.quarantine(world.scopeId))).toEqual([]);
  });
});
