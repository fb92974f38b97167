import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  personIdOf,
  put,
  remove,
  scenarios,
  sceneStart,
  type Scenario,
  type Scene,
  type SceneChange,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { approvalMessage, withApprovals } from './authority/approval-message.js';
import { engine } from './engine.js';
import type { AgentTrustTier } from './record.js';
import { trustTierId } from './registry/object-id.js';

const workspaceId = 'urn:srcos:workspace:scene';
const robo = agentIdOf('robo');
const helper = agentIdOf('helper');
const [ada, bob] = [personIdOf('ada'), personIdOf('bob')];
const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;
const parentId = 'urn:srcos:lease:parent';
const childId = 'urn:srcos:lease:child';
const grantId = 'urn:srcos:tool-grant:robo';
const at = (days: number): string => new Date(sceneStart + days * 86_400_000).toISOString();

const agent = {
  type: 'AgentManifest',
  name: 'Robo',
  version: '1.0.0',
  responsibleId: ada,
  capabilities: ['repo.read', 'document'],
  toolGrants: [grantId],
  memoryScopes: {},
  modelProviders: { local: { models: ['small'] } },
  runtimeProfiles: {},
};
const leaseFields = {
  leaseId: parentId,
  agentId: robo,
  workspaceId,
  grantedBy: ada,
  capability: 'document',
  scope: { tools: ['editor', 'git'], paths: ['docs/'], duration: 'P3D' },
  issuedAt: at(0),
  expiresAt: at(30),
  policyBundleHash: hash,
  requiresHumanApproval: true,
  revocable: true,
  auditId: 'urn:srcos:audit:41',
  signature: 'c2ln',
};
const lease = (more: JsonObject = {}): JsonObject => ({
  type: 'AgentCapabilityLease',
  lease: { ...leaseFields, ...more },
});
const child = (more: JsonObject = {}): JsonObject => ({
  ...lease({
    leaseId: childId,
    agentId: helper,
    grantedBy: robo,
    capability: 'document.write',
    scope: { tools: ['editor'], paths: ['docs/plan'], duration: 'P1D' },
    expiresAt: at(20),
    ...more,
  }),
  parentLeaseId: parentId,
});
const grant = {
  type: 'AgentToolGrant',
  agentId: robo,
  workspaceId,
  toolGrants: { editor: { bounds: { paths: ['docs/'] }, requiresHumanApproval: true } },
  policyBundleHash: hash,
  grantedBy: ada,
  grantedAt: at(0),
};
const tier = (trustTier: string, decision: number, decidedBy = ada): JsonObject => ({
  type: 'AgentTrustTier',
  agentId: robo,
  scopeId: workspaceId,
  trustTier,
  decision,
  reason: 'Four weeks of reviewed drafts.',
  decidedBy,
  decidedAt: at(0),
  approvals: [],
});
const approved = (scene: Scene, record: JsonObject, about: JsonObject = record): JsonObject => {
  const [decision, shown] = [record, about].map((each) => each as unknown as AgentTrustTier);
  if (decision === undefined || shown === undefined) throw new TypeError('There is no decision.');
  return { ...withApprovals(decision, [scene.approve(approvalMessage(shown))]) };
};
const decide = (record: JsonObject): SceneChange => put(trustTierId(robo), record);

/** Robo and Helper have manifests, and Robo a lease. */
const leased = (scene: Scene): void => {
  scene.settle('ada', put(robo, agent), put(helper, { ...agent, name: 'Helper' }), put(parentId, lease()));
};
/** Robo may write here at all: the scope's control log says so. */
const admitted = (scene: Scene): void => {
  scene.lease({ agent: 'robo', grantor: 'ada' });
  scene.delegate({ to: robo });
};
/** Robo is trusted to hand on parts of its lease. */
const delegating = (scene: Scene): void => {
  leased(scene);
  admitted(scene);
  scene.settle('ada', decide(approved(scene, tier('delegating', 1))));
};
const byRobo = { authorId: robo };

const denied = ['policy_denied: engine_denied'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'an agent gets another name',
    given: leased,
    when: (scene) => scene.write('ada', patch(robo, { name: 'Robo II' })),
    then: {
      outcome: 'applied',
      audit: ['agent.manifest.updated'],
      title: 'The agent "Robo" would change in name.',
      risk: 'No agent may do more than before.',
      record: { ...agent, name: 'Robo II' },
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'a lease that its grantor gives inside the manifest',
    given: (scene) => scene.settle('ada', put(robo, agent)),
    when: (scene) => scene.write('ada', put(parentId, lease())),
    then: {
      outcome: 'applied',
      audit: ['agent.lease.granted'],
      title: `The lease of ${robo} would be created.`,
      risk: /may do document in urn:srcos:workspace:scene until .* bounded by tools, paths and duration\./,
      record: lease(),
    },
  },
  {
    kind: 'benign',
    name: 'an agent hands on a part of its lease',
    given: delegating,
    when: (scene) => scene.write('ada', put(childId, child(), byRobo)),
    then: { outcome: 'applied', audit: ['agent.lease.granted'], risk: /robo hands on a part of its own lease\./ },
  },
  {
    kind: 'benign',
    name: 'an agent gives up a lease that it holds',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', put(parentId, lease({ revokedAt: at(1), revokedBy: robo }), byRobo)),
    then: {
      outcome: 'applied',
      audit: ['agent.lease.revoked'],
      title: `The lease of ${robo} would be revoked, for ever.`,
      record: null,
    },
  },
  {
    kind: 'dangerous',
    name: 'capabilities that are gained without a delegation',
    given: leased,
    when: (scene) => scene.write('carol', patch(robo, { capabilities: [...agent.capabilities, 'mail'] })),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: no_delegation'],
      record: agent,
    },
  },
  {
    kind: 'dangerous',
    name: 'capabilities that are gained under a delegation are named',
    given: leased,
    when: (scene) => scene.write('ada', patch(robo, { capabilities: [...agent.capabilities, 'mail'] })),
    then: { outcome: 'applied', risk: 'It may be leased mail, which it might not before.' },
  },
  {
    kind: 'dangerous',
    name: 'a raise that the roots approve',
    given: leased,
    when: (scene) => scene.write('ada', decide(approved(scene, tier('trusted', 1)))),
    then: {
      outcome: 'applied',
      audit: ['agent.trust_tier.updated'],
      title: `The trust tier of ${robo} would be created.`,
      risk: /trusted further: trusted instead of untrusted/,
    },
  },
  {
    kind: 'dangerous',
    name: 'tools that reach further are named',
    given: (scene) => {
      leased(scene);
      scene.settle('ada', put(grantId, grant));
    },
    when: (scene) =>
      scene.write(
        'ada',
        put(grantId, {
          ...grant,
          toolGrants: { editor: { requiresHumanApproval: false }, shell: grant.toolGrants.editor },
        }),
      ),
    then: {
      outcome: 'applied',
      audit: ['agent.tool_grant.updated'],
      risk: /robo may use shell\..*editor gains paths and use unasked\./,
    },
  },
  {
    kind: 'concurrent',
    name: 'of two versions of a manifest one is in force, and the other waits',
    given: leased,
    when: (scene) => scene.concurrently(['ada', patch(robo, { name: 'A' })], ['bob', patch(robo, { name: 'B' })]),
    then: {
      outcome: 'held',
      reasons: ['local_policy_stronger: concurrent_version'],
      audit: ['agent.change.held'],
      state: 'conflict_detected',
    },
  },
  {
    kind: 'concurrent',
    name: 'a revocation wins against a change that is made at the same time',
    given: leased,
    when: (scene) =>
      scene.concurrently(
        ['ada', put(robo, { ...agent, revocation: { revokedAt: at(0), revokedBy: ada } })],
        ['bob', put(robo, { ...agent, name: 'Still here' })],
      ),
    then: { outcome: 'superseded', reasons: ['policy_denied: version_rollback'], record: null },
  },
  {
    kind: 'deletion against edit',
    name: 'a manifest that is deleted here and changed there',
    given: leased,
    when: (scene) => scene.concurrently(['ada', patch(robo, { name: 'A' })], ['bob', remove(robo)]),
    then: { outcome: 'held', reasons: ['local_policy_stronger: concurrent_version'], state: 'conflict_detected' },
  },
  ...commonScenarios(engine, {
    given: (scene) => void scene.delegate({ to: 'carol' }),
    change: () => put(robo, agent),
  }),
  {
    kind: 'wrong scope',
    name: 'a lease for another workspace',
    given: leased,
    when: (scene) =>
      scene.write('ada', put(childId, lease({ leaseId: childId, workspaceId: 'urn:srcos:workspace:other' }))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/lease/workspaceId', audit: ['agent.change.denied'] },
  },
  {
    kind: 'unknown schema',
    name: 'a member of the next minor version is kept',
    when: (scene) => scene.forge('ada', put(robo, { ...agent, badge: 'blue' }), { schemaVersion: '0.2.0' }),
    then: { outcome: 'applied', record: { ...agent, badge: 'blue' } },
  },
  {
    kind: 'unknown schema',
    name: 'a lease of the draft is wrapped',
    given: (scene) => scene.settle('ada', put(robo, agent)),
    when: (scene) =>
      scene.forge('ada', put(parentId, { type: 'AgentCapabilityLease', ...leaseFields }), { schemaVersion: '0.0.1' }),
    then: { outcome: 'applied', record: lease() },
  },
  {
    kind: 'revoked author',
    name: 'what somebody wrote whose delegation was revoked since',
    when: (scene) => {
      const id = scene.delegate({ to: 'carol' });
      const judged = scene.write('carol', put(robo, agent));
      scene.revoke('delegation', id);
      return scene.again(judged);
    },
    then: { outcome: 'quarantined', reasons: ['policy_denied: delegation_revoked'], record: null },
  },
  {
    kind: 'rollback',
    name: 'a manifest goes back to what it was',
    given: (scene) => {
      scene.delegate({ to: 'carol' });
      leased(scene);
    },
    when: (scene) => {
      scene.write('carol', patch(robo, { capabilities: ['repo.read', 'document', 'mail'] }));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('carol'), since: 0 });
    },
    then: { outcome: 'applied', record: agent, skipped: [] },
  },
  {
    kind: 'rollback',
    name: 'a tier does not go back by itself',
    given: leased,
    when: (scene) => {
      scene.settle('ada', decide(tier('untrusted', 1)), decide(approved(scene, tier('trusted', 2))));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('ada'), since: sceneStart + 5_000 });
    },
    then: { outcome: 'refused', skipped: ['rotation'] },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: leased,
    when: (scene) => scene.export('bob'),
    then: { outcome: 'exported', exported: { records: 3, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'a lease is widened by its holder',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', put(parentId, lease({ scope: {} }), byRobo)),
    then: {
      outcome: 'quarantined',
      reasons: denied,
      pointer: '/lease/scope/duration',
      audit: ['agent.change.denied'],
      record: lease(),
    },
  },
  {
    kind: 'attack',
    name: 'a part of a lease that reaches, allows and lasts more than the whole',
    given: delegating,
    when: (scene) =>
      scene.write(
        'ada',
        put(
          childId,
          child({
            capability: 'repo.read',
            scope: { tools: ['editor', 'shell'], paths: ['docs/../'] },
            expiresAt: at(31),
          }),
          byRobo,
        ),
      ),
    then: {
      outcome: 'quarantined',
      // The capability, the end, the tools, the paths, and the duration that is no longer there.
      reasons: [...denied, ...denied, ...denied, ...denied, ...denied],
      pointer: '/lease/scope/paths',
    },
  },
  {
    kind: 'attack',
    name: 'an agent hands on a lease that is not trusted to',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', put(childId, child(), byRobo)),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/lease/grantedBy' },
  },
  {
    kind: 'attack',
    name: 'an agent hands on a lease after it expired',
    given: (scene) => {
      delegating(scene);
      scene.pass(31 * 86_400_000);
    },
    when: (scene) => scene.write('ada', put(childId, child({ expiresAt: at(60) }), byRobo)),
    then: {
      outcome: 'quarantined',
      reasons: ['capability_expired: lease_expired', ...denied],
      pointer: '/parentLeaseId',
      audit: ['agent.change.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'an agent hands on a lease that was revoked',
    given: (scene) => {
      delegating(scene);
      scene.write('bob', put(parentId, lease({ revokedAt: at(1), revokedBy: bob })));
    },
    when: (scene) => scene.write('ada', put(childId, child(), byRobo)),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/parentLeaseId' },
  },
  {
    kind: 'attack',
    name: 'a lease comes back after it was revoked',
    given: (scene) => {
      leased(scene);
      scene.write('bob', put(parentId, lease({ revokedAt: at(1), revokedBy: bob })));
    },
    when: (scene) => scene.write('ada', put(parentId, lease())),
    then: {
      outcome: 'superseded',
      reasons: ['policy_denied: version_rollback'],
      audit: ['agent.change.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a lease in the name of somebody else',
    given: leased,
    when: (scene) => scene.write('ada', put(childId, lease({ leaseId: childId, grantedBy: bob }))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/lease/grantedBy' },
  },
  {
    kind: 'attack',
    name: 'a lease of what the manifest does not name',
    given: leased,
    when: (scene) => scene.write('ada', put(childId, lease({ leaseId: childId, capability: 'mail.send' }))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/lease/capability' },
  },
  {
    kind: 'attack',
    name: 'an agent promotes itself',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', put(trustTierId(robo), tier('delegating', 1, robo), byRobo)),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/trustTier', record: null },
  },
  {
    kind: 'attack',
    name: 'an agent writes capabilities into its own manifest',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', patch(robo, { capabilities: ['shell.run'] }, byRobo)),
    then: { outcome: 'quarantined', reasons: denied, audit: ['agent.change.denied'], record: agent },
  },
  {
    kind: 'attack',
    name: 'a raise that no root approved',
    given: leased,
    when: (scene) => scene.write('ada', decide(tier('trusted', 1))),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: threshold_not_met'],
      pointer: '/approvals',
      audit: ['agent.change.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a raise with the approval of a smaller one',
    given: leased,
    when: (scene) => scene.write('ada', decide(approved(scene, tier('delegating', 1), tier('restricted', 1)))),
    then: { outcome: 'quarantined', reasons: ['policy_denied: threshold_not_met'] },
  },
  {
    kind: 'attack',
    name: 'a raise once more, after the tier was lowered',
    given: (scene) => {
      leased(scene);
      scene.settle('ada', decide(approved(scene, tier('trusted', 1))), decide(tier('untrusted', 2)));
    },
    when: (scene) => scene.write('ada', decide(approved(scene, tier('trusted', 1)))),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: version_rollback'],
      pointer: '/decision',
      record: tier('untrusted', 2),
    },
  },
  {
    kind: 'attack',
    name: 'the decisions about a tier are deleted, so that old approvals count again',
    given: (scene) => {
      leased(scene);
      scene.settle('ada', decide(tier('untrusted', 2)));
    },
    when: (scene) => scene.write('ada', remove(trustTierId(robo))),
    then: { outcome: 'quarantined', reasons: denied, record: tier('untrusted', 2) },
  },
  {
    kind: 'attack',
    name: 'an agent grants itself a tool',
    given: (scene) => {
      leased(scene);
      admitted(scene);
    },
    when: (scene) => scene.write('ada', put(grantId, { ...grant, grantedBy: robo }, byRobo)),
    then: { outcome: 'quarantined', reasons: denied, audit: ['agent.tool.enable.denied'], record: null },
  },
  {
    kind: 'attack',
    name: 'a lease hides under the name of a manifest',
    given: leased,
    when: (scene) => scene.write('ada', put(agentIdOf('lease'), lease())),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/type' },
  },
  {
    kind: 'attack',
    name: 'a token in a description',
    when: (scene) => scene.forge('ada', put(robo, { ...agent, description: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/description',
      audit: ['agent.write.quarantined'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
