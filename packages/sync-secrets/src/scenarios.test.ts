import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  patch,
  personIdOf,
  put,
  remove,
  scenarios,
  sceneStart,
  type Scenario,
  type Scene,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';

const deploy = 'urn:srcos:secret:github-deploy';
const grant = 'urn:srcos:secret-lease:robo-push';
const robo = agentIdOf('robo');
const hour = 3_600_000;
const at = (after: number): string => new Date(sceneStart + after).toISOString();
const token = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;

const reference = {
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'current', rotatedAt: at(-hour), intervalDays: 90, previousVersion: 2 },
};
const rotated = { ...reference, version: 4, rotation: { ...reference.rotation, rotatedAt: at(0), previousVersion: 3 } };
const lease = {
  type: 'SecretLease',
  secretId: deploy,
  version: 3,
  holderId: robo,
  workspaceId: 'urn:srcos:workspace:atlas',
  capability: 'repo.push',
  grantedBy: personIdOf('ada'),
  issuedAt: at(0),
  expiresAt: at(24 * hour),
  maxUses: 1,
  requiresHumanApproval: true,
  policyBundleHash: `sha256:${'0123456789abcdef'.repeat(4)}`,
};
const revokedBy = (revoker: string, reason = 'compromised') => ({
  revocation: { revokedAt: at(hour), revokedBy: revoker, reason },
});
const byAda = revokedBy(personIdOf('ada'));
const byCarol = revokedBy(personIdOf('carol'));

/** The reference and a lease of it in force on every device; Carol may write too. */
const settled = (scene: Scene): void => {
  scene.delegate({ to: 'carol' });
  scene.settle('ada', put(deploy, reference), put(grant, lease));
};

const held = ['manual_review_required: dangerous_change'] as const;
const denied = ['policy_denied: engine_denied'] as const;
const found = ['secret_redacted: secret_found'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a reference is revoked, at once',
    given: settled,
    when: (scene) => scene.write('ada', put(deploy, { ...reference, ...byAda })),
    then: {
      outcome: 'applied',
      audit: ['secret.reference.revoked'],
      title: 'The reference github/deploy would be revoked.',
      risk: 'It gives nobody anything, and is not taken back: programs that need the secret stop working.',
      record: { ...reference, ...byAda },
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'a lease is revoked by another than its grantor',
    given: settled,
    when: (scene) => scene.write('carol', put(grant, { ...lease, ...revokedBy(personIdOf('carol'), 'policy') })),
    then: { outcome: 'applied', audit: ['secret.lease.revoked'] },
  },
  {
    kind: 'benign',
    name: 'an agent gives back what it holds',
    given: (scene) => {
      settled(scene);
      scene.delegate({ to: robo });
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) =>
      scene.write('ada', put(grant, { ...lease, ...revokedBy(robo, 'no_longer_needed') }, { authorId: robo })),
    then: { outcome: 'applied', audit: ['secret.lease.revoked'] },
  },
  {
    kind: 'dangerous',
    name: 'a new reference waits for a person',
    when: (scene) => scene.write('ada', put(deploy, reference)),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/keyId',
      audit: ['secret.reference.held'],
      title: 'The reference github/deploy would be added.',
      risk: 'Whoever asks for github/deploy is given kv/github-deploy of urn:srcos:vault:work.',
      record: null,
      state: 'review_required',
    },
  },
  {
    kind: 'dangerous',
    name: 'a rotation, approved, is in force and said',
    given: settled,
    when: (scene) => scene.review('bob', scene.write('ada', put(deploy, rotated)), 'approve'),
    then: { outcome: 'applied', audit: ['secret.reference.rotated'], record: rotated, state: 'healthy' },
  },
  {
    kind: 'dangerous',
    name: 'a rotation says on its card which leases end',
    given: settled,
    when: (scene) => scene.write('ada', put(deploy, rotated)),
    then: {
      outcome: 'held',
      reasons: held,
      title: 'The reference github/deploy would be rotated from version 3 to version 4.',
      risk: 'Programs are given version 4 instead of version 3, and leases of version 3 end.',
      record: reference,
    },
  },
  {
    kind: 'dangerous',
    name: 'a lease without limits says so',
    given: settled,
    when: (scene) => {
      const { maxUses: _, workspaceId: __, ...open } = lease;
      return scene.write('ada', put('urn:srcos:secret-lease:open', { ...open, requiresHumanApproval: false }));
    },
    then: {
      outcome: 'held',
      reasons: held,
      audit: ['secret.lease.held'],
      title: `The lease of ${deploy} for ${robo} would be granted until ${at(24 * hour)}.`,
      risk: /used for repo\.push until .*Nobody is asked before a use\..*as often as its holder likes\..*any workspace\./,
    },
  },
  {
    kind: 'dangerous',
    name: 'a lease, granted by a person who is asked',
    when: (scene) => scene.review('bob', scene.write('ada', put(grant, lease)), 'approve'),
    then: { outcome: 'applied', audit: ['secret.lease.granted'], record: lease },
  },
  {
    kind: 'dangerous',
    name: 'a lease that lasts longer, once approved',
    given: settled,
    when: (scene) =>
      scene.review('bob', scene.write('ada', put(grant, { ...lease, expiresAt: at(48 * hour) })), 'approve'),
    then: { outcome: 'applied', audit: ['secret.lease.changed'] },
  },
  {
    kind: 'concurrent',
    name: 'two references to one secret are never combined',
    given: settled,
    when: (scene) => {
      const [first, second] = ['ada', 'carol'].map((name) => put(deploy, { ...rotated, keyId: `kv/${name}` }));
      if (first === undefined || second === undefined) throw new Error('There are two.');
      return scene.concurrently(['ada', first], ['carol', second]);
    },
    then: {
      outcome: 'held',
      reasons: held,
      audit: ['secret.reference.held'],
      record: reference,
      state: 'conflict_detected',
    },
  },
  {
    kind: 'concurrent',
    name: 'a revocation is in force, whatever was written without knowing it',
    given: settled,
    when: (scene) =>
      scene.concurrently(['ada', put(deploy, rotated)], ['carol', put(deploy, { ...reference, ...byCarol })]),
    then: { outcome: 'applied', audit: ['secret.reference.revoked'], record: { ...reference, ...byCarol } },
  },
  {
    kind: 'concurrent',
    name: 'a rotation that did not know of a revocation is a conflict for a person',
    given: settled,
    when: (scene) =>
      scene.concurrently(['carol', put(deploy, { ...reference, ...byCarol })], ['ada', put(deploy, rotated)]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      audit: ['secret.reference.conflicted'],
      record: { ...reference, ...byCarol },
      state: 'conflict_detected',
    },
  },
  {
    kind: 'concurrent',
    name: 'two leases in one place are a conflict for a person',
    given: settled,
    when: (scene) =>
      scene.concurrently(
        ['carol', put(grant, { ...lease, ...byCarol })],
        ['ada', put(grant, { ...lease, maxUses: 2 })],
      ),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      audit: ['secret.lease.conflicted'],
    },
  },
  {
    kind: 'deletion against edit',
    name: 'both wait, and what was in force stays',
    given: settled,
    when: (scene) => scene.concurrently(['ada', put(deploy, rotated)], ['carol', remove(deploy)]),
    then: {
      outcome: 'held',
      reasons: held,
      title: 'The reference github/deploy would be deleted.',
      risk: 'Whoever asks for github/deploy is given nothing, and leases of it lead nowhere.',
      record: reference,
      state: 'conflict_detected',
    },
  },
  ...commonScenarios(engine, {
    given: (scene) => void scene.delegate({ to: 'carol' }),
    change: () => put(deploy, reference),
  }),
  {
    kind: 'wrong scope',
    name: 'a reference that left the vault scope',
    when: (scene) => scene.forge('ada', put(deploy, reference), { encryptionScope: 'profile' }),
    then: { outcome: 'quarantined', reasons: ['policy_denied: scope_not_allowed'], state: 'quarantined' },
  },
  {
    kind: 'unknown schema',
    name: 'a reference of the draft is brought along, and judged',
    when: (scene) => {
      const { rotation: _, ...draft } = reference;
      return scene.review(
        'bob',
        scene.forge('ada', put(deploy, { ...draft, rotatedAt: at(0), rotationDays: 30 }), { schemaVersion: '0.0.1' }),
        'approve',
      );
    },
    then: {
      outcome: 'applied',
      record: { ...reference, rotation: { state: 'current', rotatedAt: at(0), intervalDays: 30 } },
    },
  },
  {
    kind: 'unknown schema',
    name: 'a lease that the draft left unclear waits for a migration',
    when: (scene) => {
      const { requiresHumanApproval: _, ...draft } = lease;
      return scene.forge('ada', put(grant, { ...draft, approval: 'sometimes' }), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'] },
  },
  {
    kind: 'revoked author',
    name: 'what stood on a revoked delegation no longer stands',
    when: (scene) => {
      const id = scene.delegate({ to: 'carol', collections: ['secrets'] });
      const judged = scene.review('bob', scene.write('carol', put(deploy, reference)), 'approve');
      scene.revoke('delegation', id);
      return scene.again(judged);
    },
    then: { outcome: 'quarantined', reasons: ['policy_denied: delegation_revoked'], record: null },
  },
  {
    kind: 'rollback',
    name: 'nothing is rolled back to a value that was rotated away',
    given: settled,
    when: (scene) => scene.undo('ada', { kind: 'undo_author', authorId: personIdOf('ada'), since: 0 }),
    then: { outcome: 'refused', reasons: ['policy_denied: rollback_unsupported'] },
  },
  {
    kind: 'export',
    name: 'the list of what is kept where does not leave',
    given: settled,
    when: (scene) => scene.export('ada'),
    then: { outcome: 'refused', reasons: ['policy_denied: export_unsupported'] },
  },
  {
    kind: 'attack',
    name: 'a raw key in a note field, before it is signed',
    when: (scene) => scene.write('ada', put(deploy, { ...reference, note: `the key is ${token}` })),
    then: {
      outcome: 'rejected',
      reasons: ['secret_redacted: secret_found', 'schema_unknown: invalid_record'],
      pointer: '/note',
    },
  },
  {
    kind: 'attack',
    name: 'a raw key in a note field that comes in',
    when: (scene) => scene.forge('ada', put(deploy, { ...reference, note: `the key is ${token}` }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found', 'schema_unknown: invalid_record'],
      pointer: '/note',
      state: 'quarantined',
    },
  },
  {
    kind: 'attack',
    name: 'a token as a key id is refused and not replaced',
    when: (scene) => scene.write('ada', put(deploy, { ...reference, keyId: token })),
    then: { outcome: 'rejected', reasons: found, pointer: '/keyId' },
  },
  {
    kind: 'attack',
    name: 'a token as a name that comes in, of which the card shows nothing',
    when: (scene) => scene.forge('ada', put(deploy, { ...reference, name: token }), {}),
    then: {
      outcome: 'quarantined',
      reasons: found,
      pointer: '/name',
      audit: ['secret.value.redacted'],
      title: 'The reference (redacted-github-token) would be added.',
    },
  },
  {
    kind: 'attack',
    name: 'a token in a member of the next minor version',
    when: (scene) =>
      scene.forge('ada', put(deploy, { ...reference, hint: { text: token } }), { schemaVersion: '0.2.0' }),
    then: { outcome: 'quarantined', reasons: found, pointer: '/hint/text', audit: ['secret.value.redacted'] },
  },
  {
    kind: 'attack',
    name: 'a lease is widened by its holder',
    given: (scene) => {
      settled(scene);
      scene.delegate({ to: robo });
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', put(grant, { ...lease, expiresAt: at(48 * hour) }, { authorId: robo })),
    then: {
      outcome: 'quarantined',
      reasons: [...denied, ...denied],
      pointer: '/grantedBy',
      audit: ['secret.lease.denied'],
      record: lease,
    },
  },
  {
    kind: 'attack',
    name: 'a lease is widened while it is given back',
    given: (scene) => {
      settled(scene);
      scene.delegate({ to: robo });
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', put(grant, { ...lease, maxUses: 99, ...revokedBy(robo) }, { authorId: robo })),
    then: { outcome: 'held', reasons: held, pointer: '/maxUses', risk: 'It may be used 99 times instead of 1 times.' },
  },
  {
    kind: 'attack',
    name: 'a lease in the name of somebody else',
    given: settled,
    when: (scene) => scene.write('carol', put(grant, { ...lease, holderId: personIdOf('carol') })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/grantedBy', record: lease },
  },
  {
    kind: 'attack',
    name: 'a revocation in the name of somebody else',
    given: settled,
    when: (scene) => scene.write('carol', put(grant, { ...lease, ...byAda })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/revocation/revokedBy' },
  },
  {
    kind: 'attack',
    name: 'what was revoked is brought back',
    given: (scene) => {
      settled(scene);
      scene.write('ada', put(deploy, { ...reference, ...byAda }));
    },
    when: (scene) => scene.write('carol', put(deploy, reference)),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/revocation',
      risk: `It was revoked at ${at(hour)} (compromised), and would be in use again.`,
      record: { ...reference, ...byAda },
    },
  },
  {
    kind: 'attack',
    name: 'that something was revoked is deleted with it',
    given: (scene) => {
      settled(scene);
      scene.write('ada', put(deploy, { ...reference, ...byAda }));
    },
    when: (scene) => scene.write('carol', remove(deploy)),
    then: { outcome: 'held', reasons: held, risk: /^It was revoked at .* and that would be forgotten\./ },
  },
  {
    kind: 'attack',
    name: 'a reference goes back to the version before',
    given: settled,
    when: (scene) =>
      scene.write(
        'carol',
        put(deploy, { ...reference, version: 2, rotation: { state: 'current', rotatedAt: at(-hour) } }),
      ),
    then: { outcome: 'held', reasons: held, risk: /version 2 instead of version 3: a value that was rotated away/ },
  },
  {
    kind: 'attack',
    name: 'another value comes under the same version',
    given: settled,
    when: (scene) => scene.write('carol', put(deploy, { ...reference, keyId: 'kv/mine' })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/keyId',
      risk: /^Without a rotation, whoever asks for github\/deploy is given another value: kv\/mine/,
    },
  },
  {
    kind: 'attack',
    name: 'a patch that signs less than it changes',
    given: settled,
    when: (scene) => scene.write('ada', patch(grant, { maxUses: 99 })),
    then: { outcome: 'quarantined', reasons: denied, record: lease },
  },
  {
    kind: 'attack',
    name: 'a lease that had ended when it was written',
    when: (scene) => scene.write('ada', put(grant, { ...lease, issuedAt: at(-2 * hour), expiresAt: at(-hour) })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/expiresAt' },
  },
  {
    kind: 'attack',
    name: 'a lease that outlives the delegation of its grantor',
    given: (scene) => void scene.delegate({ to: 'carol', expires: sceneStart + 12 * hour }),
    when: (scene) => scene.write('carol', put(grant, { ...lease, grantedBy: personIdOf('carol') })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/expiresAt' },
  },
  {
    kind: 'attack',
    name: 'a member to whom nothing was delegated',
    when: (scene) => scene.write('carol', put(deploy, reference)),
    then: { outcome: 'quarantined', reasons: ['policy_denied: no_delegation'], record: null },
  },
  {
    kind: 'attack',
    name: 'a member whose delegation is for other collections',
    given: (scene) => void scene.delegate({ to: 'carol', collections: ['workspace'] }),
    when: (scene) => scene.write('carol', put(deploy, reference)),
    then: { outcome: 'quarantined', reasons: ['policy_denied: no_delegation'] },
  },
  {
    kind: 'attack',
    name: 'a delegation that is over',
    given: (scene) => {
      scene.delegate({ to: 'carol', expires: sceneStart + hour });
      scene.pass(2 * hour);
    },
    when: (scene) => scene.write('carol', put(deploy, reference)),
    then: { outcome: 'quarantined', reasons: ['capability_expired: delegation_expired'] },
  },
  {
    kind: 'attack',
    name: 'a lease hides under the name of a reference',
    when: (scene) => scene.write('ada', put(deploy, lease)),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/type', audit: ['secret.lease.denied'] },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
