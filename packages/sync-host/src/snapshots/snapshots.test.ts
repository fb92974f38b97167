import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../relay-client/snapshot-frame.js';
import { valueOf } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';
import { createGarden, every } from './testing/garden.js';

describe('a device that writes', () => {
  it('makes a snapshot when the log grew enough, and another when it grew again', async () => {
    const { ada, bob, write, relay, scopeId, entries } = await createGarden();
    expect(valueOf(await ada.scope.sync()).snapshot).toBeUndefined();
    write(ada, every);
    const first = valueOf(await ada.scope.sync());
    expect(first.snapshot).toEqual({ kind: 'made', upTo: entries().length });
    valueOf(ada.scope.write([note('one', 'more')]));
    expect(valueOf(await ada.scope.sync()).snapshot).toBeUndefined();
    valueOf(await bob.scope.sync());
    write(ada, every);
    const second = valueOf(await ada.scope.sync());
    expect(second.snapshot).toEqual({ kind: 'made', upTo: entries().length });
    const held = parseSnapshot(relay.snapshot(scopeId) ?? new Uint8Array(0));
    expect(held?.statement).toMatchObject({ deviceId: ada.keyring.deviceId, upTo: entries().length });
  });

  it('makes the next one of a log whose beginning the relay dropped', async () => {
    const { ada, write, relay, scopeId, entries } = await createGarden();
    write(ada, every);
    valueOf(await ada.scope.sync());
    relay.prune(scopeId, entries().length);
    write(ada, every);
    expect(valueOf(await ada.scope.sync()).snapshot).toEqual({ kind: 'made', upTo: entries().length });
  });

  it('says why it makes none of a log whose beginning nobody has', async () => {
    const { ada, write, relay, scopeId, entries } = await createGarden();
    write(ada, every);
    valueOf(await ada.scope.sync());
    relay.prune(scopeId, entries().length);
    relay.setSnapshot(scopeId, new Uint8Array(100));
    write(ada, every);
    expect(valueOf(await ada.scope.sync()).snapshot).toMatchObject({ kind: 'refused', code: 'snapshot_unmakeable' });
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
    const { snapshot } = valueOf(await ada.scope.sync());
    expect(snapshot).toMatchObject({ kind: 'made' });
    valueOf(await bob.scope.sync());
    relay.prune(scopeId, entries().length);
    valueOf(bob.scope.write([note('after', 'the snapshot')]));
    valueOf(await bob.scope.sync());

    const cleo = await join();
    expect(valueOf(await cleo.scope.sync()).snapshot).toEqual({ ...snapshot, kind: 'taken' });
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
    const { ada, bob, relay, entries, join } = await createGarden();
    for (let each = 0; each < 1_100; each += 1) valueOf(ada.scope.write([note(`${each}`, 'once')]));
    valueOf(await ada.scope.sync());
    const before = relay.requests();
    valueOf(await bob.scope.sync());
    const byLog = relay.requests() - before;
    const cleo = await join();
    const bySnapshot = relay.requests();
    expect(valueOf(await cleo.scope.sync()).snapshot).toMatchObject({ kind: 'taken' });
    expect(entries().length).toBeGreaterThan(1_024);
    expect(relay.requests() - bySnapshot).toBeLessThan(byLog);
    expect(cleo.scope.replica.view('test.notes', 'urn:srcos:note:1099')?.record).toEqual({ body: 'once' });
  });
});
