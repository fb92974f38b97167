import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { parseSnapshot } from '../relay-client/snapshot-frame.js';
import { valueOf } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';
import { createGarden, every } from './testing/garden.js';

describe('a device that writes', () => {
  it('makes a snapshot when the log grew enough, and another when it grew again', async () => {
    const { ada, bob, write, relay, scopeId, entries } = await createGarden();
    expect(valueOf(await ada.scope.sync()).snapshots).toBeUndefined();
    write(ada, every);
    const first = valueOf(await ada.scope.sync());
    expect(first.snapshots).toEqual([{ kind: 'made', upTo: entries().length }]);
    valueOf(ada.scope.write([note('one', 'more')]));
    expect(valueOf(await ada.scope.sync()).snapshots).toBeUndefined();
    valueOf(await bob.scope.sync());
    write(ada, every);
    const second = valueOf(await ada.scope.sync());
    expect(second.snapshots).toEqual([{ kind: 'made', upTo: entries().length }]);
    const held = parseSnapshot(relay.snapshot(scopeId) ?? new Uint8Array(0));
    expect(held?.statement).toMatchObject({ deviceId: ada.keyring.deviceId, upTo: entries().length });
  });

  it('makes the next one of a log whose beginning the relay dropped', async () => {
    const { ada, write, relay, scopeId, entries } = await createGarden();
    write(ada, every);
    valueOf(await ada.scope.sync());
    relay.prune(scopeId, entries().length);
    write(ada, every);
    expect(valueOf(await ada.scope.sync()).snapshots).toEqual([{ kind: 'made', upTo: entries().length }]);
  });

  it('says why it makes none of a log whose beginning nobody has', async () => {
    const { ada, write, relay, scopeId, entries } = await createGarden();
    write(ada, every);
    valueOf(await ada.scope.sync());
    relay.prune(scopeId, entries().length);
    relay.setSnapshot(scopeId, new Uint8Array(100));
    write(ada, every);
    expect(valueOf(await ada.scope.sync()).snapshots).toMatchObject([{ kind: 'refused', code: 'snapshot_unmakeable' }]);
  });
});

describe('a new device', () => {
  it('has by a snapshot, byte for byte, what one has that replayed everything, where the log was dropped', async () => {
    const { ada, bob, write, relay, scopeId, entries, join } = await createGarden();
    write(ada, 5);
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    write(bob, 4, 'by Bob');
    valueOf(await bob.scope.sync());
    write(ada, every, 'again');
    const [made] = valueOf(await ada.scope.sync()).snapshots ?? [];
    expect(made).toMatchObject({ kind: 'made' });
    valueOf(await bob.scope.sync());
    relay.prune(scopeId, entries().length);
    valueOf(bob.scope.write([note('after', 'the snapshot')]));
    valueOf(await bob.scope.sync());

    const cleo = await join();
    expect(valueOf(await cleo.scope.sync()).snapshots).toEqual([{ ...made, kind: 'taken' }]);
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    valueOf(await cleo.scope.sync());
    expect(cleo.scope.replica.replicated()).toEqual(bob.scope.replica.replicated());
    expect(cleo.scope.replica.replicated()).toEqual(ada.scope.replica.replicated());
    // And it goes on: what it writes others have.
    valueOf(cleo.scope.write([note('shared', 'by Cleo')]));
    valueOf(await cleo.scope.sync());
    valueOf(await bob.scope.sync());
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:shared')?.record).toEqual({ body: 'by Cleo' });
  });

  it('takes one instead of many pages, in far fewer requests', async () => {
    const { ada, bob, bobs, cleos, write, relay, join } = await createGarden();
    write(ada, 100);
    valueOf(await ada.scope.sync());
    for (const way of [bobs, cleos]) {
      way.cheat = (honest) => ({
        entries: (token, scope, after, limit) => honest.entries(token, scope, after, Math.min(limit, 4)),
      });
    }
    const before = relay.requests();
    valueOf(await bob.scope.sync());
    const byLog = relay.requests() - before;
    const cleo = await join();
    const then = relay.requests();
    expect(valueOf(await cleo.scope.sync()).snapshots).toMatchObject([{ kind: 'taken' }]);
    expect(relay.requests() - then).toBeLessThan(byLog / 2);
    expect(cleo.scope.replica.view('test.notes', 'urn:srcos:note:shared')?.record).toEqual({ body: 'of 99' });
  });

  it('that was admitted after the snapshot was made comes to its key by what follows it', async () => {
    const { world, ada, bob, write, relay, scopeId, entries, now } = await createGarden();
    write(ada, every);
    valueOf(await ada.scope.sync());
    relay.prune(scopeId, entries().length);
    const store = createMemoryStore();
    const keys = await world.keyring('dan', store);
    const members = [ada.keyring, bob.keyring, keys];
    valueOf(await ada.scope.addControl([world.member(keys), await world.epoch(1, members)]));
    valueOf(await ada.scope.sync());
    const dan = await world.join('dan', { transport: relay.transport, now, store });
    expect(valueOf(await dan.scope.sync()).snapshots).toMatchObject([{ kind: 'taken' }]);
    expect(dan.scope.replica.view('test.notes', 'urn:srcos:note:shared')?.record).toEqual({ body: 'of 7' });
    const written = dan.scope.write([note('dan', 'is here')]);
    expect(written.ok).toBe(true);
    // The key is durable with the record that it came in.
    await dan.device.close();
    const again = await world.open('dan', { transport: relay.transport, now, store });
    expect(again.scope.replica.view('test.notes', 'urn:srcos:note:shared')?.record).toEqual({ body: 'of 7' });
  });

  it('that was away while the log was dropped and the epoch renewed goes on from where it was', async () => {
    const { world, ada, bob, write, relay, scopeId, entries } = await createGarden();
    write(ada, 3);
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    write(bob, 2, 'offline');
    valueOf(await ada.scope.addControl([await world.epoch(2, [ada.keyring, bob.keyring])]));
    write(ada, every, 'later');
    expect(valueOf(await ada.scope.sync()).snapshots).toMatchObject([{ kind: 'made' }]);
    relay.prune(scopeId, entries().length);
    expect(valueOf(await bob.scope.sync()).snapshots).toMatchObject([{ kind: 'taken' }]);
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    expect(bob.scope.replica.replicated()).toEqual(ada.scope.replica.replicated());
  });
});
