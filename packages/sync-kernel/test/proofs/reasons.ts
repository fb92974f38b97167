import { reasonCode, type ReasonCode } from '@sourceos/sync-spec';
import * as z from 'zod';
import { defineEngine } from '../../src/engine/define-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import type { Decision } from '../../src/gate/decision.js';
import type { JsonObject } from '../../src/model/json.js';
import type { PolicyBundle } from '../../src/policy/policy-statement.js';
import { createWorld, personId, start } from '../../src/replica/testing/world.js';
import { hashName } from '../../src/wire/hash-name.js';
import { canonicalBytes } from '../../src/wire/canonical-json.js';
import { portableCrypto } from '../../src/wire/portable-crypto.js';
import { noteEngine, noteId, play, put, workspaceId } from './scene.js';

/** A write that makes the gate give a reason code. */
export interface ReasonProof {
  readonly code: ReasonCode;
  readonly situation: string;
  readonly decide: () => Decision;
}

const benign = [[put({ title: 'a' })]] as const;
const profileId = 'urn:srcos:profile:ada';
const orgId = 'urn:srcos:org:acme';
const gardener = 'urn:srcos:agent:gardener';

const scoped = (scope: 'profile' | 'org' | 'workspace'): Engine =>
  noteEngine({ encryptionScope: scope }, { scopes: ['workspace', 'profile', 'org'] });

/** A batch of another scope instance, given to a replica of this one. */
const strayed = (from: string, scope: 'profile' | 'org' | 'workspace', memberOf: readonly string[]): Decision =>
  play({
    sender: scoped(scope),
    world: createWorld(workspaceId, ['a', 'b']),
    senderWorld: createWorld(from, ['a', 'b']),
    receiverOptions: { memberOf: [workspaceId, ...memberOf] },
    batches: benign,
  });

const bundle = (name: string, layer: PolicyBundle['layer'], effect: 'deny' | 'allow', edition = 1): JsonObject => ({
  name,
  layer,
  edition,
  rules: { run: { capability: 'shell.run', effect, reason: 'because' } },
});

const hashOf = (record: JsonObject): string => hashName(portableCrypto.sha256(canonicalBytes(record)));

const policyEngine = defineEngine({
  manifest: {
    ...noteEngine().manifest,
    engineId: 'sourceos.sync.rules',
    mergeStrategy: 'strongest_policy_wins',
    dangerousFields: [],
  },
  record: z.looseObject({ name: z.string() }),
  merge: {
    policy: (record) => ({ kind: 'bundle', hash: hashOf(record), bundle: record as unknown as PolicyBundle }),
  },
});

const policies = (...records: readonly JsonObject[]): Decision =>
  play({
    sender: policyEngine,
    batches: records.map((record, index) => [
      { collection: 'notes', objectId: `${noteId}-${index}`, operation: 'put', record },
    ]),
  });

const leased = (expires: number): Decision => {
  const bare = createWorld(workspaceId, ['a', 'b']);
  const lease = bare.record(
    {
      kind: 'lease',
      agentId: gardener,
      grantorId: personId('a'),
      collections: ['notes'],
      from: start - 1_000,
      expires,
    },
    [bare.secretKeyOf('a')],
  );
  return play({
    sender: noteEngine(),
    world: {
      ...bare,
      replica: (name, engines, more) => {
        const replica = bare.replica(name, engines, more);
        replica.receiveControl(lease, start);
        return replica;
      },
    },
    batches: [[put({ title: 'a' }, { authorId: gardener })]],
  });
};

/** Every byte of the batch stands, except one of its signature. */
const badSignature = (batch: Uint8Array): Uint8Array => {
  const bytes = batch.slice();
  const at = bytes.findIndex((_, index) => index > 0 && bytes[index] === 0x7d && bytes[index - 1] === 0x22) + 10;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

/** One situation for each of the sixteen codes. */
export const reasonProofs: readonly ReasonProof[] = [
  {
    code: 'no_user_profile',
    situation: 'a record of profile scope on a device without a user profile',
    decide: () => strayed(profileId, 'profile', []),
  },
  {
    code: 'no_org_profile',
    situation: 'a record of org scope on a device of no org',
    decide: () => strayed(orgId, 'org', []),
  },
  {
    code: 'policy_denied',
    situation: 'a critical write without a delegation',
    decide: () =>
      play({ sender: noteEngine({ policyClass: 'critical', mergeStrategy: 'never_merge' }), batches: benign }),
  },
  {
    code: 'signature_invalid',
    situation: 'one bit of the signature differs',
    decide: () => play({ sender: noteEngine(), batches: benign, tamper: badSignature }),
  },
  {
    code: 'schema_unknown',
    situation: 'a record of a later major version',
    decide: () => play({ sender: noteEngine({ schemaVersion: '1.0.0' }), receiver: noteEngine(), batches: benign }),
  },
  {
    code: 'migration_required',
    situation: 'a record of an older version without a migration',
    decide: () => play({ sender: noteEngine(), receiver: noteEngine({ schemaVersion: '0.2.0' }), batches: benign }),
  },
  {
    code: 'secret_redacted',
    situation: 'a token that the author did not redact',
    decide: () =>
      play({
        sender: noteEngine(),
        receiver: noteEngine(
          {},
          {
            redact: (record) => ({
              record: { title: record.title },
              findings: record.token === undefined ? [] : [{ pointer: '/token', kind: 'token' }],
            }),
          },
        ),
        batches: [[put({ title: 'a', token: 'not-a-real-one' })]],
      }),
  },
  {
    code: 'remote_policy_weaker',
    situation: 'a bundle that loosens what stands',
    decide: () => policies(bundle('strict', 'workspace', 'deny'), bundle('loose', 'workspace', 'allow')),
  },
  {
    code: 'remote_policy_newer',
    situation: 'a bundle that tightens what stands',
    decide: () => policies(bundle('loose', 'workspace', 'allow'), bundle('strict', 'workspace', 'deny', 2)),
  },
  {
    code: 'local_policy_stronger',
    situation: 'a bundle under a stronger one of an outer layer',
    decide: () => policies(bundle('floor', 'safety', 'deny'), bundle('wish', 'user', 'allow')),
  },
  {
    code: 'capability_expired',
    situation: 'an agent whose lease ran out before it wrote',
    decide: () => leased(start + 500),
  },
  {
    code: 'agent_untrusted',
    situation: 'an agent that nobody gave a lease',
    decide: () => play({ sender: noteEngine(), batches: [[put({ title: 'a' }, { authorId: gardener })]] }),
  },
  {
    code: 'relay_untrusted',
    situation: 'a relay whose heads contradict each other',
    decide: () =>
      play({
        sender: noteEngine(),
        batches: benign,
        arrival: { relayId: 'urn:srcos:relay:one', relayFault: 'heads_contradict' },
      }),
  },
  {
    code: 'workspace_scope_mismatch',
    situation: 'a write of another workspace',
    decide: () => strayed('urn:srcos:workspace:other', 'workspace', []),
  },
  {
    code: 'profile_boundary_violation',
    situation: 'a write of another profile',
    decide: () => strayed('urn:srcos:profile:eve', 'profile', [profileId]),
  },
  {
    code: 'manual_review_required',
    situation: 'a dangerous change from another device',
    decide: () =>
      play({ sender: noteEngine(), batches: [[put({ title: 'a' })], [put({ title: 'a', command: 'reboot' })]] }),
  },
];

/** That no code is left out. */
export const provenCodes: readonly string[] = reasonCode.values;
