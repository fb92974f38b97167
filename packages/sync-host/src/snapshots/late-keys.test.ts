import { expect, it } from 'vitest';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createHostWorld, start, valueOf } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';

it('what a device could not read when it came is read from a snapshot where the relay dropped it since', async () => {
  const world = createHostWorld();
  const now = () => start;
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const options = { transport: relay.transport, now };
  const ada = await world.first('ada', { ...options, more: { snapshotEvery: 6 } });
  const { scopeId } = world;
  const store = createMemoryStore();
  const keys = await world.keyring('bob', store);
  const lease = world.lease(ada.keyring, 'urn:srcos:agent:helper', start, start + 1_000);
  valueOf(await ada.scope.addControl([world.member(keys), lease]));
  valueOf(await ada.scope.sync());
  const bob = await world.join('bob', { ...options, store });
  valueOf(await bob.scope.sync());
  expect([...bob.scope.controlRecords()]).not.toContainEqual(lease);

  // The key comes when nobody has the record any more; the snapshot that has it comes later still.
  valueOf(await ada.scope.addControl([await world.epoch(1, [ada.keyring, keys])]));
  valueOf(ada.scope.write([note('a', 'to make one due')]));
  const [made] = valueOf(await ada.scope.sync()).snapshots ?? [];
  expect(made).toMatchObject({ kind: 'made' });
  const held = relay.snapshot(scopeId) ?? expect.fail();
  const entries = relay.log(scopeId)?.entries ?? [];
  const sealed = entries.findIndex(({ kind }) => kind === 'sealed-control') + 1;
  relay.prune(scopeId, sealed);
  relay.setSnapshot(scopeId, new Uint8Array(9));
  valueOf(await bob.scope.sync());
  expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')).toBeDefined();
  expect([...bob.scope.controlRecords()]).not.toContainEqual(lease);
  await bob.device.close();

  relay.setSnapshot(scopeId, held);
  const again = await world.open('bob', { ...options, store });
  valueOf(await again.scope.sync());
  expect([...again.scope.controlRecords()]).toContainEqual(lease);
});
