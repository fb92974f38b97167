import type { Engine, JsonObject, LocalChange, Reason, ReasonDetail } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import { hashName } from '@sourceos/sync-kernel/wire';
import type { RelayEntry } from '../../relay-client/protocol.js';
import { createHostWorld, start, valueOf } from '../../testing/host-world.js';
import { note, notesEngine } from '../../testing/notes-engine.js';
import type { EngineStatus } from '../supervisor.js';
import { bundleOf, highNotes, pair, putOf, reasonsTold, type DomainEngines } from './stagings.js';
import { stateCausesWith } from './state-causes.js';
import { createStage, synced } from './supervised.js';

const notes = notesEngine.manifest.engineId;
const robo = 'urn:srcos:agent:robo';

interface Cause {
  readonly detail: ReasonDetail;
  /** Causes it for real; everything that the host said, as `code: detail`. */
  readonly told: () => Promise<readonly string[]>;
}

/** What Bob says of what Ada writes, each with engines of their own. */
const written = async (
  changes: readonly LocalChange[],
  engines: readonly Engine[] = [notesEngine],
  bobEngines = engines,
): Promise<readonly string[]> => {
  const { ada, bob } = await pair(engines, bobEngines);
  valueOf(ada.supervisor.write(notes, changes));
  await synced(ada, bob);
  return reasonsTold(bob);
};

/** What a person says of policy that another issues, in their order. */
const issuedBy = async (
  policyFabric: Engine,
  bundles: readonly (readonly [string, JsonObject])[],
): Promise<readonly string[]> => {
  const stage = createStage({ engines: [policyFabric], kind: 'org' });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { store: bobs.store });
  await synced(ada, bob);
  for (const [objectId, bundle] of bundles) {
    valueOf(ada.supervisor.write(policyFabric.manifest.engineId, [putOf(policyFabric, objectId, bundle)]));
    await synced(ada, bob);
  }
  return reasonsTold(bob);
};

/** What Bob says of entries of the log that the relay has put there itself. */
const forged = async (
  forge: (entry: RelayEntry) => RelayEntry | undefined,
  kind: 'workspace' | 'profile' = 'workspace',
): Promise<readonly string[]> => {
  const manifest = { ...notesEngine.manifest, encryptionScope: kind };
  const engine: Engine = { ...notesEngine, manifest, scopes: [kind] };
  const stage = createStage({ engines: [engine], kind });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { store: bobs.store });
  await synced(ada, bob);
  const other = createHostWorld('yard', kind);
  const yard = await stage.found(ada, other);
  const change = note('a', 'one');
  valueOf(ada.scope.write([change]));
  valueOf(yard.write([change]));
  await synced(ada);
  valueOf(await yard.sync());
  const mine = stage.relay.log(stage.world.scopeId);
  const theirs = stage.relay.log(other.scopeId)?.entries ?? [];
  if (mine === undefined) throw new Error('The relay has no log.');
  const batches = [...mine.entries, ...theirs].filter((entry) => entry.kind === 'batch');
  const made = batches.flatMap((entry) => forge(entry) ?? []);
  const kept = mine.entries.filter((entry) => entry.kind !== 'batch');
  const entries = [...kept, ...made].map((entry, index) => ({ ...entry, sequence: index + 1 }));
  stage.relay.setLog(stage.world.scopeId, { ...mine, entries });
  await synced(bob);
  return reasonsTold(bob);
};

/** The batch with one bit of its last byte turned, under the hash that it has then. */
const spoiled = (entry: RelayEntry): RelayEntry => {
  const bytes = Uint8Array.from(entry.bytes ?? []);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return { ...entry, bytes, hash: hashName(crypto.sha256(bytes)) };
};

const holding = (text: string) => (entry: RelayEntry) =>
  Buffer.from(entry.bytes ?? []).includes(text) ? entry : undefined;

const redacting: Engine = {
  ...notesEngine,
  redact: (record) => {
    const { record: left, findings } = redactSecrets(record);
    return { record: left, findings };
  },
};

/** How a host gets to say each of the sixteen reasons. */
export const reasonCausesWith = (domains: DomainEngines): Readonly<Record<Reason['code'], Cause>> => {
  const stateCauses = stateCausesWith(domains);
  const ofState = async (fact: string): Promise<readonly string[]> => {
    const status: EngineStatus | undefined = await stateCauses[fact]?.();
    return (status?.reasons ?? []).map(({ code, detail }) => `${code}: ${detail}`);
  };
  const issued = (...bundles: readonly (readonly [string, JsonObject])[]) => issuedBy(domains.policyFabric, bundles);
  return {
    no_user_profile: { detail: 'no_profile', told: () => ofState('no user profile, and the scope needs one') },
    no_org_profile: { detail: 'no_org', told: () => ofState('no org, and the scope needs one') },
    policy_denied: { detail: 'rule_denied', told: () => ofState('policy denies the engine') },
    relay_untrusted: {
      detail: 'heads_contradict',
      told: () => ofState('the heads of the relay contradict each other'),
    },
    manual_review_required: { detail: 'dangerous_change', told: () => ofState('writes held for review') },
    agent_untrusted: { detail: 'agent_without_lease', told: () => ofState('writes in quarantine') },
    capability_expired: {
      detail: 'lease_expired',
      told: async () => {
        const { ada, bob, time, world } = await pair([highNotes]);
        valueOf(await ada.scope.addControl([world.lease(ada.keyring, robo, start, start + 60_000)]));
        await time.pass(120_000);
        valueOf(ada.supervisor.write(notes, [{ ...note('a', 'too late'), authorId: robo }]));
        await synced(ada, bob);
        return reasonsTold(bob);
      },
    },
    schema_unknown: {
      detail: 'unknown_collection',
      told: () => {
        const lists = { ...notesEngine.manifest, engineId: 'sourceos.sync.lists', collection: 'test.lists' };
        return written([note('a', 'one')], [notesEngine], [{ ...notesEngine, manifest: lists }]);
      },
    },
    migration_required: {
      detail: 'migration_missing',
      told: () => {
        const newer = { ...notesEngine, manifest: { ...notesEngine.manifest, schemaVersion: '2.0.0' } };
        return written([note('a', 'one')], [notesEngine], [newer]);
      },
    },
    secret_redacted: {
      detail: 'secret_found',
      told: () => written([note('a', `token ghp_${'A1b2C3d4E5f6'.repeat(3)}`)], [notesEngine], [redacting]),
    },
    signature_invalid: { detail: 'payload_mismatch', told: () => forged((entry) => spoiled(entry)) },
    workspace_scope_mismatch: { detail: 'other_workspace', told: () => forged(holding('urn:srcos:workspace:yard')) },
    profile_boundary_violation: {
      detail: 'other_profile',
      told: () => forged(holding('urn:srcos:profile:yard'), 'profile'),
    },
    remote_policy_newer: {
      detail: 'newer_bundle',
      told: () => issued(['urn:srcos:policy-bundle:one', bundleOf('shell.*', 'deny')]),
    },
    remote_policy_weaker: {
      detail: 'weaker_bundle',
      told: () =>
        issued(
          ['urn:srcos:policy-bundle:one', bundleOf('shell.*', 'deny')],
          ['urn:srcos:policy-bundle:one', bundleOf('shell.*', 'deny', { edition: 2, description: 'Again.' })],
        ),
    },
    local_policy_stronger: {
      detail: 'stronger_layer',
      told: () =>
        issued(
          ['urn:srcos:policy-bundle:one', bundleOf('shell.*', 'deny', { layer: 'enterprise' })],
          ['urn:srcos:policy-bundle:two', bundleOf('shell.*', 'allow')],
        ),
    },
  };
};
