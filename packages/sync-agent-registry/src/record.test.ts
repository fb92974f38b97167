import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { agentRegistryRecord, type AgentRegistryRecord } from './record.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;
const publicKey = `${'k'.repeat(42)}A`;
const signature = `${'s'.repeat(85)}A`;

const agent = {
  type: 'AgentManifest',
  name: 'Release notes',
  description: 'Drafts release notes\nfrom merged changes.',
  version: '2.4.0',
  responsibleId: 'urn:srcos:person:mira',
  capabilities: ['repo.read', 'document.write'],
  toolGrants: ['urn:srcos:tool-grant:release-notes'],
  memoryScopes: { 'urn:srcos:workspace:atlas': { access: 'propose' } },
  modelProviders: { local: { models: ['small'] }, hosted: {} },
  runtimeProfiles: { 'urn:srcos:runtime-profile:container': { profileHash: hash } },
} satisfies AgentRegistryRecord;

const lease = {
  type: 'AgentCapabilityLease',
  lease: {
    leaseId: 'urn:srcos:lease:7',
    agentId: 'urn:srcos:agent:release-notes',
    workspaceId: 'urn:srcos:workspace:atlas',
    grantedBy: 'urn:srcos:agent:coordinator',
    capability: 'document.write',
    scope: { tools: ['editor'], paths: ['docs/'], duration: 'PT1H' },
    issuedAt: '2026-05-07T09:30:00+02:00',
    expiresAt: '2026-05-07T10:30:00+02:00',
    policyBundleHash: hash,
    requiresHumanApproval: true,
    revocable: true,
    auditId: 'urn:srcos:audit:41',
    signature: 'c2ln',
  },
  parentLeaseId: 'urn:srcos:lease:6',
} satisfies AgentRegistryRecord;

const tier = {
  type: 'AgentTrustTier',
  agentId: 'urn:srcos:agent:release-notes',
  scopeId: 'urn:srcos:workspace:atlas',
  trustTier: 'supervised',
  decision: 3,
  reason: 'Four weeks of reviewed drafts.',
  decidedBy: 'urn:srcos:person:mira',
  decidedAt: '2026-05-07T09:30:00Z',
  approvals: [{ publicKey, signature }],
} satisfies AgentRegistryRecord;

const grant = {
  type: 'AgentToolGrant',
  agentId: 'urn:srcos:agent:release-notes',
  workspaceId: 'urn:srcos:workspace:atlas',
  toolGrants: {
    git: {
      operations: ['log', 'diff'],
      bounds: { repos: ['SocioProphet/agent-registry'], paths: ['docs'], networkZones: [] },
      requiresHumanApproval: false,
    },
  },
  policyBundleHash: hash,
  grantedBy: 'urn:srcos:person:mira',
  grantedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-08-07T09:30:00Z',
  revocation: { revokedAt: '2026-06-01T00:00:00Z', revokedBy: 'urn:srcos:person:mira', reason: 'Replaced.' },
} satisfies AgentRegistryRecord;

const examples = [agent, lease, tier, grant];

const faults = faultsOf(agentRegistryRecord);

// The published lease bounds no lengths and leaves its scope open.
describeRecordLaws(agentRegistryRecord, examples, {
  open: ['lease.scope'],
  unbounded: ['/AgentCapabilityLease/lease'],
});

describe('agentRegistryRecord', () => {
  it.each([
    ['a type that the engine does not have', { ...agent, type: 'Agent' }, 'type'],
    ['a capability given twice', { ...agent, capabilities: ['a.b', 'a.b'] }, 'capabilities.1'],
    ['a capability that is not a name', { ...agent, capabilities: ['*'] }, 'capabilities.0'],
    [
      'too many capabilities',
      { ...agent, capabilities: Array.from({ length: 513 }, (_, index) => `c${index}`) },
      'capabilities',
    ],
    [
      'an agent that writes memory without proposing',
      { ...agent, memoryScopes: { 'urn:srcos:workspace:atlas': { access: 'write' } } },
      'memoryScopes.urn:srcos:workspace:atlas.access',
    ],
    [
      'memory that belongs to no profile and no workspace',
      { ...agent, memoryScopes: { '*': { access: 'read' } } },
      'memoryScopes.*',
    ],
    [
      'a runtime profile that is not pinned',
      { ...agent, runtimeProfiles: { 'urn:srcos:runtime-profile:container': {} } },
      'runtimeProfiles.urn:srcos:runtime-profile:container.profileHash',
    ],
    ['an escape sequence in a name', { ...agent, name: 'Helper\u001b[8m' }, 'name'],
    ["an agent's own claim of its tier", { ...agent, trustTier: 'trusted' }, ''],
    ['a tier outside the vocabulary', { ...tier, trustTier: 'root' }, 'trustTier'],
    ['a decision for no scope', { ...tier, scopeId: 'urn:srcos:agent:release-notes' }, 'scopeId'],
    ['a decision without a number', { ...tier, decision: 0 }, 'decision'],
    [
      'one key that approves twice',
      {
        ...tier,
        approvals: [
          { publicKey, signature },
          { publicKey, signature: `${'t'.repeat(85)}Q` },
        ],
      },
      'approvals.1.publicKey',
    ],
    [
      'a second spelling of a signature',
      { ...tier, approvals: [{ publicKey, signature: `${'s'.repeat(85)}B` }] },
      'approvals.0.signature',
    ],
    ['a grant of no tool by name', { ...grant, toolGrants: ['git'] }, 'toolGrants'],
    [
      'a grant that does not say whether a person is asked',
      { ...grant, toolGrants: { git: {} } },
      'toolGrants.git.requiresHumanApproval',
    ],
    ['a grant under no policy', { ...grant, policyBundleHash: 'sha256:' }, 'policyBundleHash'],
    ['a revocation by nobody', { ...grant, revocation: { revokedAt: '2026-06-01T00:00:00Z' } }, 'revocation.revokedBy'],
    [
      'a lease for something that is no agent',
      { ...lease, lease: { ...lease.lease, agentId: 'urn:srcos:person:mira' } },
      'lease.agentId',
    ],
    [
      'a scope with a member that parsers drop',
      { ...lease, lease: { ...lease.lease, scope: JSON.parse('{ "__proto__": {} }') as object } },
      'lease.scope',
    ],
    ['a lease that cannot be revoked', { ...lease, lease: { ...lease.lease, revocable: false } }, 'lease.revocable'],
    ['a lease without its wrapping', { type: 'AgentCapabilityLease', ...lease.lease }, 'lease'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toContain(path);
  });

  it.each(['agentId', 'workspaceId', 'scope', 'policyBundleHash', 'grantedBy', 'expiresAt'] as const)(
    'refuses a lease that binds no %s',
    (member) => {
      const unbound = Object.entries(lease.lease).filter(([name]) => name !== member);
      expect(faults({ ...lease, lease: Object.fromEntries(unbound) })).toEqual([`lease.${member}`]);
    },
  );

  it('has a key only where a root approves: an identity and its keys are in the control log', () => {
    expect([...recordPaths(agentRegistryRecord)].filter((path) => /key/i.test(path))).toEqual(['approvals.publicKey']);
  });
});
