import { describe, expect, it } from 'vitest';
import { createHostWorld, relayUrl, start, valueOf, type Host } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';

const secretKey = new Uint8Array(32).fill(7);
/** Two devices of one scope at one relay. */
const two = async () => {
  const world = createHostWorld();
  const clock = { now: start };
  const now = () => clock.now;
  const relay = createMemoryRelay({ secretKey, now });
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const transports = new Map([[relayUrl, relay.transport()]]);
  const options = { transport: (url: string) => transports.get(url) ?? expect.fail(), now };
  const ada = await world.first('ada', options, [bobKeys]);
  const bob = await world.join('bob', { ...options, store: bobStore });
  return { world, clock, relay, transports, options, ada, bob };
};
const synced = async (...hosts: readonly Host[]) => {
  for (const { scope } of hosts) valueOf(await scope.sync());
};
const bodyAt = ({ scope }: Host, name: string) => scope.replica.view('test.notes', `urn:srcos:note:${name}`)?.record;
const written = ({ scope }: Host, ...changes: ReturnType<typeof note>[]) => {
  const { decisions } = valueOf(scope.write(changes));
  expect(decisions.map(({ outcome }) => outcome)).toEqual(changes.map(() => 'applied'));
};

describe('two devices at a relay', () => {
  it('have the same after both wrote offline and synced', async () => {
    const { ada, bob } = await two();
    await synced(ada, bob);
    written(ada, note('a', 'from ada'), note('b', 'from ada too'));
    written(bob, note('c', 'from bob'));
    // Once more for the other's acknowledgement.
    await synced(ada, bob, ada, bob);
    expect(ada.scope.replica.replicated()).toEqual(bob.scope.replica.replicated());
    expect([bodyAt(bob, 'a'), bodyAt(ada, 'c')]).toEqual([{ body: 'from ada' }, { body: 'from bob' }]);
    expect(ada.scope.connection()).toMatchObject({ outgoing: 0, incoming: 0, relayTrust: 'trusted', head: 'fresh' });
  });

  it('keep both sides of a concurrent edit of one field', async () => {
    const { ada, bob } = await two();
    written(ada, note('a', 'first'));
    await synced(ada, bob);
    written(ada, note('a', 'by ada'));
    written(bob, note('a', 'by bob'));
    // Once more for the other's acknowledgement.
    await synced(ada, bob, ada, bob);
    expect(ada.scope.replica.replicated()).toEqual(bob.scope.replica.replicated());
    expect(ada.scope.replica.view('test.notes', 'urn:srcos:note:a')?.conflicts).toHaveLength(1);
  });

  it('go on where the relay was away, with what was written meanwhile', async () => {
    const { ada, bob, relay } = await two();
    await synced(ada, bob);
    relay.fault = { ok: false, code: 'relay_unreachable', message: 'away' };
    written(ada, note('a', 'while it was away'));
    expect(await ada.scope.sync()).toMatchObject({ ok: false, code: 'relay_unreachable' });
    expect(ada.scope.connection()).toMatchObject({ relay: 'unreachable', network: 'up', outgoing: 1 });
    relay.fault = undefined;
    await synced(ada, bob);
    expect(ada.scope.connection()).toMatchObject({ relay: 'reachable', outgoing: 0 });
    expect(bodyAt(bob, 'a')).toEqual({ body: 'while it was away' });
  });

  it('open another session where the relay forgot theirs', async () => {
    const { ada, bob, relay } = await two();
    await synced(ada, bob);
    relay.endSessions();
    written(ada, note('a', 'after a restart'));
    await synced(ada, bob);
    expect(bodyAt(bob, 'a')).toEqual({ body: 'after a restart' });
  });

  it('do not take what a removed device writes, and seal for it no more', async () => {
    const { world, ada, bob } = await two();
    await synced(ada, bob);
    written(bob, note('kept', 'before'));
    await synced(bob, ada);
    valueOf(await ada.scope.addControl([world.removal(bob.keyring.deviceId, 1)]));
    expect(ada.scope.write([note('a', 'too early')])).toMatchObject({ ok: false, code: 'epoch_due' });
    const epoch = await world.epoch(2, [ada.keyring], [bob.keyring.deviceId]);
    expect(valueOf(await ada.scope.addControl([epoch]))).toMatchObject([{ accepted: true }]);
    written(ada, note('a', 'not for bob'));
    await synced(ada);
    expect(await bob.scope.sync()).toMatchObject({ ok: false, code: 'not_admitted' });
    expect(bodyAt(ada, 'kept')).toEqual({ body: 'before' });
  });

  it('find all again in the store, and what waits to be sent', async () => {
    const { world, ada, bob, options } = await two();
    await synced(ada, bob);
    written(ada, note('a', 'unsent'));
    const before = ada.scope.replica.replicated();
    await ada.device.close();
    const again = await world.open('ada', { ...options, store: ada.store });
    expect(again.scope.replica.replicated()).toEqual(before);
    expect(again.scope.connection()).toMatchObject({ outgoing: 1 });
    written(again, note('b', 'after'));
    await synced(again, bob);
    expect([bodyAt(bob, 'a'), bodyAt(bob, 'b')]).toEqual([{ body: 'unsent' }, { body: 'after' }]);
  });

  it('tell each other what they have, once for many writes', async () => {
    const { ada, bob, relay, world } = await two();
    await synced(ada, bob);
    written(ada, note('a', 'one'));
    await synced(ada, bob, ada);
    const kinds = relay
      .log(world.scopeId)
      ?.entries.map(({ kind, deviceId }) => `${kind} ${deviceId.split(':')[3] ?? ''}`);
    expect(kinds?.filter((it) => it.startsWith('sealed') || it.startsWith('gossip'))).toEqual([
      'sealed-control bob',
      'gossip bob',
    ]);
    written(ada, note('a', 'two'));
    await synced(ada, bob, ada);
    expect(relay.log(world.scopeId)?.entries.filter(({ kind }) => kind === 'gossip')).toHaveLength(1);
  });

  it('send again what a relay lost after it had given receipts, once a person trusts it again', async () => {
    const { world, ada, bob, relay } = await two();
    await synced(ada, bob);
    written(ada, note('a', 'lost by the relay'));
    await synced(ada);
    const log = relay.log(world.scopeId);
    if (log === undefined) throw new Error('The relay has no log.');
    relay.setLog(world.scopeId, { ...log, entries: log.entries.slice(0, 4) });
    expect(await ada.scope.sync()).toMatchObject({ ok: false, code: 'heads_contradict' });
    valueOf(ada.scope.trustRelay());
    await synced(ada, bob);
    expect(bodyAt(bob, 'a')).toEqual({ body: 'lost by the relay' });
    expect(ada.scope.connection()).toMatchObject({ outgoing: 0, relayTrust: 'trusted' });
  });

  it('move to another relay with all that they have', async () => {
    const { ada, bob, clock, transports, world } = await two();
    written(ada, note('a', 'at the first relay'));
    await synced(ada, bob);
    written(bob, note('b', 'of the other'));
    await synced(bob, ada, bob);
    const second = createMemoryRelay({ name: 'second', secretKey, now: () => clock.now });
    transports.set('memory:second', second.transport());
    // By way of none, and with something written meanwhile.
    valueOf(ada.scope.setRelay(undefined));
    written(ada, note('c', 'at none'));
    for (const { scope } of [ada, bob]) valueOf(scope.setRelay('memory:second'));
    await synced(ada, bob, ada, bob);
    expect(second.log(world.scopeId)?.entries.filter(({ kind }) => kind === 'batch')).toHaveLength(3);
    expect(bodyAt(bob, 'c')).toEqual({ body: 'at none' });
    written(ada, note('a', 'at the second'));
    await synced(ada, bob);
    expect(bodyAt(bob, 'a')).toEqual({ body: 'at the second' });
    expect(bob.scope.connection()).toMatchObject({ outgoing: 0, incoming: 0 });
  });
});
