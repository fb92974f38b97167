import { createMemoryStore as createRelayStore, createRelay } from '@sourceos/sync-relay';
import { expect, it } from 'vitest';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createHostWorld, valueOf } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';

it('a device joins at a real relay whose quota dropped the log, by the snapshot that another made', async () => {
  const secretKey = new Uint8Array(32).fill(9);
  const relay = await createRelay({
    name: 'test',
    secretKey,
    store: createRelayStore(),
    limits: { scopeBytes: 120_000 },
  });
  const world = createHostWorld();
  const transport = () => createHttpTransport({ url: relay.url, now: Date.now });
  const options = { transport, now: Date.now, more: { snapshotEvery: 8 } };
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const ada = await world.first('ada', options, [bobKeys]);
  try {
    // The same words again and again would be sealed as anything is: they take up what they take up.
    const write = (name: string) => valueOf(ada.scope.write([note(name, 'x'.repeat(3_000))]));
    valueOf(await ada.scope.sync());
    for (let each = 0; each < 16; each += 1) write(`${each}`);
    expect(valueOf(await ada.scope.sync()).snapshots).toMatchObject([{ kind: 'made' }]);
    // More than the scope has room for beside the snapshot.
    for (let each = 16; each < 28; each += 1) write(`${each}`);
    valueOf(await ada.scope.sync());
    expect(ada.scope.connection()).toMatchObject({ outgoing: 0 });

    const bob = await world.join('bob', { ...options, store: bobStore });
    try {
      expect(valueOf(await bob.scope.sync()).snapshots).toMatchObject([{ kind: 'taken' }]);
      expect([...bob.scope.replica.objectIds('test.notes')]).toHaveLength(28);
      valueOf(bob.scope.write([note('0', 'by Bob')]));
      valueOf(await bob.scope.sync());
      valueOf(await ada.scope.sync());
      valueOf(await bob.scope.sync());
      expect(ada.scope.replica.replicated()).toEqual(bob.scope.replica.replicated());
    } finally {
      await bob.device.close();
    }
  } finally {
    await ada.device.close();
    await relay.close();
  }
});

it('a relay that has no snapshot says so, and takes none that is as old as the one it has', async () => {
  const relay = await createRelay({ name: 'test', secretKey: new Uint8Array(32).fill(9), store: createRelayStore() });
  const world = createHostWorld();
  const token: string[] = [];
  const way = createHttpTransport({ url: relay.url, now: Date.now });
  const transport = () => ({
    ...way,
    session: async (...request: Parameters<typeof way.session>) => {
      const opened = await way.session(...request);
      if (opened.ok) token.push(opened.value.token);
      return opened;
    },
  });
  const ada = await world.first('ada', { transport, now: Date.now, more: { snapshotEvery: 3 } });
  try {
    const none = createHostWorld('other');
    const cleo = await none.first('cleo', { transport, now: Date.now });
    valueOf(await cleo.scope.sync());
    await cleo.device.close();
    const [hers = ''] = token;
    expect(await way.snapshot(hers, none.scopeId)).toMatchObject({ ok: false, code: 'nothing_there' });
    valueOf(await ada.scope.sync());
    const mine = token.at(-1) ?? '';
    const held = valueOf(await way.snapshot(mine, world.scopeId));
    expect(await way.putSnapshot(mine, world.scopeId, held)).toMatchObject({ ok: false, code: 'relay_refused' });
    expect(await way.snapshot(mine, 'urn:srcos:workspace:nowhere')).toMatchObject({ code: 'scope_unknown' });
  } finally {
    await ada.device.close();
    await relay.close();
  }
});
