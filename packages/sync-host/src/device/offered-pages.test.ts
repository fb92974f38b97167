import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { hashName } from '@sourceos/sync-kernel/wire';
import { describe, expect, it, vi } from 'vitest';
import { emptyLogState } from '../relay-client/log-state.js';
import type { EntriesAnswer, RelayEntry } from '../relay-client/protocol.js';
import type { FeedListener, RelayTransport } from '../relay-client/transport.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createHostWorld, start, valueOf } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';
import { createOfferedPages } from './offered-pages.js';

const titled = (name: string) => `urn:srcos:note:${name}`;

/** Ada and Bob synced, and Bob follows a feed in which the test is the relay; Ada wrote and sent two batches. */
const scene = async () => {
  const world = createHostWorld();
  const now = () => start;
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const ada = await world.first('ada', { transport: relay.transport, now }, [bobKeys]);
  let listener: FeedListener | undefined;
  const transport: RelayTransport = {
    ...relay.transport(),
    feed: (_token, _scope, _after, given) => {
      listener = given;
      return () => undefined;
    },
  };
  const bob = await world.join('bob', { transport: () => transport, now, store: bobStore });
  valueOf(await ada.scope.sync());
  // Whoever first has writes of others says so: that is behind him.
  valueOf(ada.scope.write([note('first', 'of ada')]));
  valueOf(await ada.scope.sync());
  valueOf(await bob.scope.sync());
  valueOf(await ada.scope.sync());
  const stop = bob.scope.follow();
  await vi.waitFor(() => expect(listener).toBeDefined());
  for (const name of ['a', 'b']) {
    valueOf(ada.scope.write([note(name, 'of ada')]));
    valueOf(await ada.scope.sync());
  }
  const { scopeId } = world;
  const entries = (): readonly RelayEntry[] => relay.log(scopeId)?.entries ?? [];
  const has = (name: string) => bob.scope.replica.view('test.notes', titled(name)) !== undefined;
  return {
    ...{ relay, ada, bob, scopeId, stop, entries, has },
    page: (after: number, to = entries().length): EntriesAnswer => ({
      head: relay.headOf(scopeId, entries().slice(0, to)),
      entries: entries().slice(after, to),
    }),
    /** Has the feed say it, and waits until Bob is done with it. */
    feed: async (page?: EntriesAnswer) => {
      void listener?.onEntries(page);
      await vi.waitFor(() => expect(bob.scope.connection().syncing).toBe(false));
    },
  };
};

describe('what a feed sends', () => {
  it('is taken in without the relay being asked', async () => {
    const { relay, feed, page, has, entries, bob } = await scene();
    const before = relay.requests();
    await feed(page(entries().length - 2));
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(relay.requests()).toBe(before);
    // What is here already is no reason to do anything.
    await feed(page(entries().length - 2));
    expect(relay.requests()).toBe(before);
    // Somebody who wants to know does ask.
    valueOf(await bob.scope.sync());
    expect(relay.requests()).toBe(before + 1);
  });

  it('is taken in page after page, each under the head of its time', async () => {
    const { relay, feed, page, has, entries } = await scene();
    const size = entries().length;
    const before = relay.requests();
    await feed(page(size - 2, size - 1));
    expect([has('a'), has('b')]).toEqual([true, false]);
    await feed(page(size - 1));
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(relay.requests()).toBe(before);
  });

  it('and is older than what was answered since is no rollback', async () => {
    const { feed, page, has, entries, bob } = await scene();
    const size = entries().length;
    const older = page(size - 2, size - 1);
    valueOf(await bob.scope.sync());
    await feed(older);
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(bob.scope.connection()).toMatchObject({ relayTrust: 'trusted', incoming: 0 });
  });

  it('and that leaves something out before it is asked for', async () => {
    const { relay, feed, page, has, entries } = await scene();
    const before = relay.requests();
    await feed(page(entries().length - 1));
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(relay.requests()).toBe(before + 1);
  });

  it('without bytes, and that this device gave no receipt for, is asked for', async () => {
    const { relay, feed, page, has, entries } = await scene();
    const before = relay.requests();
    const { head, entries: sent } = page(entries().length - 2);
    await feed({ head, entries: sent.map((entry) => ({ ...entry, bytes: undefined })) });
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(relay.requests()).toBe(before + 1);
  });

  it('under a head that the relay did not sign is asked for', async () => {
    const { relay, feed, page, has, entries, bob } = await scene();
    const before = relay.requests();
    const { head, entries: sent } = page(entries().length - 2);
    await feed({ head: { ...head, root: hashName(new Uint8Array(32)) }, entries: sent.slice(1) });
    expect([has('a'), has('b')]).toEqual([true, true]);
    expect(relay.requests()).toBe(before + 1);
    expect(bob.scope.connection()).toMatchObject({ relayTrust: 'trusted' });
  });

  it('and does not make the head that it is under contradicts it, and nothing of it is applied', async () => {
    const { feed, page, has, entries, bob } = await scene();
    const { head, entries: sent } = page(entries().length - 2);
    const bytes = Uint8Array.from(sent[0]?.bytes ?? []);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const tampered = sent.map((entry, at) =>
      at === 0 ? { ...entry, bytes, hash: hashName(crypto.sha256(bytes)) } : entry,
    );
    await feed({ head, entries: tampered });
    expect([has('a'), has('b')]).toEqual([false, false]);
    expect(bob.scope.connection()).toMatchObject({ relayTrust: 'heads_contradict' });
  });

  it('and contradicts what the relay signed before is a split view', async () => {
    const { feed, page, has, entries, bob, relay, scopeId } = await scene();
    const size = entries().length;
    const others = entries().map((entry, at) =>
      at === size - 2 ? { ...entry, deviceId: 'urn:srcos:device:eve' } : entry,
    );
    await feed(page(size - 2, size - 1));
    await feed({ head: relay.headOf(scopeId, others.slice(0, size - 1)), entries: others.slice(size - 2, size - 1) });
    // It says nothing new, and is looked at no further; what goes on from it is.
    await feed({ head: relay.headOf(scopeId, others), entries: others.slice(size - 1) });
    expect([has('a'), has('b')]).toEqual([true, false]);
    expect(bob.scope.connection()).toMatchObject({ relayTrust: 'heads_contradict' });
  });

  it('is of one relay: of another it is forgotten', async () => {
    const { page, entries } = await scene();
    const offered = createOfferedPages();
    void offered.add(page(0));
    expect(offered.next('urn:srcos:relay:other', emptyLogState)).toBeUndefined();
    void offered.add(page(0));
    expect(offered.next('urn:srcos:relay:memory', emptyLogState)?.entries).toEqual(entries());
  });
});

describe('a feed that sends more than a device takes in', () => {
  const pageOf = (sequence: number, length: number): EntriesAnswer => ({
    head: {
      ...{ context: 'sourceos.relay-head.v1', relayId: 'urn:srcos:relay:a', scopeId: 'urn:srcos:workspace:a' },
      ...{ size: sequence, root: hashName(new Uint8Array(32)), time: start, signature: '' },
    },
    entries: [
      { sequence, kind: 'batch', deviceId: 'urn:srcos:device:a', hash: `${sequence}`, bytes: new Uint8Array(length) },
    ],
  });
  const mebibyte = 1_048_576;

  it('waits until there is room again', async () => {
    const offered = createOfferedPages();
    expect(offered.add(pageOf(1, 8 * mebibyte))).toBeUndefined();
    let waited = false;
    const room = offered.add(pageOf(2, 1))?.then(() => (waited = true));
    expect(room).toBeDefined();
    await Promise.resolve();
    expect(waited).toBe(false);
    expect(offered.next('urn:srcos:relay:a', emptyLogState)?.entries[0]?.sequence).toBe(1);
    await room;
    expect(waited).toBe(true);
  });

  it('goes on where all is forgotten, and what was told of is news until it is asked for', async () => {
    const offered = createOfferedPages();
    const room = offered.add(pageOf(1, 9 * mebibyte));
    offered.clear();
    await room;
    expect(offered.isNews(1)).toBe(true);
    offered.asking();
    expect(offered.isNews(1)).toBe(false);
  });
});
