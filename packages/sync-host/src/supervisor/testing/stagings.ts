import type { Engine, JsonObject, LocalChange } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import * as z from 'zod';
import { passphraseProvider } from '../../keyring/passphrase-provider.js';
import { createKeyring, openKeyring } from '../../keyring/open-keyring.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createHostWorld, seeded, start, valueOf } from '../../testing/host-world.js';
import { note, notesEngine } from '../../testing/notes-engine.js';
import { createSupervisor } from '../create-supervisor.js';
import { createEngineSettings } from '../engine-settings.js';
import type { EngineStatus } from '../supervisor.js';
import { createStage, synced, type HostChoices, type Supervised } from './supervised.js';

export const notes = notesEngine.manifest.engineId;
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

export const profileId = 'urn:srcos:shell-profile:everyday';
export const profile: JsonObject = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };

/** Ada alone, with what she has synced. */
export const alone = async (engines: readonly Engine[] = [notesEngine], choices: HostChoices = {}) => {
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
export const governed = async (policyFabric: Engine, bundle: JsonObject, choices: HostChoices = {}) => {
  const { ada, found, ...stage } = await alone([notesEngine, policyFabric], choices);
  const org = await found(ada, createHostWorld('acme', 'org'));
  const issued = [putOf(policyFabric, 'urn:srcos:policy-bundle:field', bundle)];
  valueOf(ada.supervisor.write(policyFabric.manifest.engineId, issued, org.scopeId));
  return { ...stage, ada };
};

/** A passphrase that is stretched for no longer than a test takes. */
export const providerOf = (passphrase: string) =>
  passphraseProvider(passphrase, { random: seeded('salt'), cost: { N: 1_024, r: 8, p: 1 } });

/** A host whose keys do not open. */
export const withoutKeys = async (store: Store, passphrase: string): Promise<EngineStatus> => {
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
export const enrolledStore = async (passphrase: string): Promise<Store> => {
  const store = createMemoryStore();
  const provider = providerOf(passphrase);
  valueOf(await createKeyring({ store, crypto, provider, random: seeded('enrol') }));
  const { scopeId, genesis } = createHostWorld();
  valueOf(store.addScope({ scope: { scopeId, genesis, addedAt: start, relayUrl: 'memory:relay' }, now: start }));
  return store;
};

export const failing = async (
  code: 'network_down' | 'network_untrusted' | 'relay_unreachable',
): Promise<EngineStatus> => {
  const { ada, relay } = await alone();
  relay.fault = { ok: false, code, message: 'A test.' };
  await ada.supervisor.sync(ada.scope.scopeId);
  return ada.status(notesEngine);
};

/** A record may have one of two members; both are merged, each for itself. */
export const eitherNotes: Engine = {
  ...notesEngine,
  record: z
    .looseObject({ body: z.string(), left: z.string().optional(), right: z.string().optional() })
    .refine(({ left, right }) => left === undefined || right === undefined),
};
export const patch = (name: string, record: JsonObject) => ({ ...note(name, ''), operation: 'patch' as const, record });

/** The last that a host told of decisions: each reason with its code. */
export const reasonsTold = ({ events }: Supervised): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'decided'
      ? event.decisions.flatMap(({ reasons }) => reasons.map(({ code, detail }) => `${code}: ${detail}`))
      : [],
  );
