import type { JsonObject } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaseAllows, type LeaseUse } from './lease-allows.js';

const now = Date.parse('2026-05-07T10:00:00Z');
const workspaceId = 'urn:srcos:workspace:atlas';
const agentId = 'urn:srcos:agent:robo';
const profileId = 'urn:srcos:runtime-profile:container';
const policyBundleHash = `sha256:${'0123456789abcdef'.repeat(4)}`;

const manifest = {
  type: 'AgentManifest',
  name: 'Robo',
  version: '1.0.0',
  responsibleId: 'urn:srcos:person:ada',
  capabilities: ['document', 'repo.read'],
  toolGrants: ['urn:srcos:tool-grant:robo'],
  memoryScopes: { [workspaceId]: { access: 'read' } },
  modelProviders: { local: { models: ['small'] }, hosted: {} },
  runtimeProfiles: {},
};
const lease = {
  type: 'AgentCapabilityLease',
  lease: {
    leaseId: 'urn:srcos:lease:one',
    agentId,
    workspaceId,
    grantedBy: 'urn:srcos:person:ada',
    capability: 'document',
    scope: { paths: ['docs/'], tools: ['editor'] },
    issuedAt: '2026-05-07T09:00:00Z',
    expiresAt: '2026-05-07T12:00:00Z',
    policyBundleHash,
    requiresHumanApproval: false,
    revocable: true,
    auditId: 'urn:srcos:audit:41',
    signature: 'c2ln',
  },
};
const of = (more: JsonObject): JsonObject => ({ ...lease, lease: { ...lease.lease, ...more } });
const boss = 'urn:srcos:agent:boss';
const whole = of({ leaseId: 'urn:srcos:lease:whole', agentId: boss });
const carved = { ...of({ leaseId: 'urn:srcos:lease:part', grantedBy: boss }), parentLeaseId: 'urn:srcos:lease:whole' };
const tier = (trustTier: string): JsonObject => ({ type: 'AgentTrustTier', trustTier });
const toolGrant = {
  type: 'AgentToolGrant',
  agentId,
  workspaceId,
  toolGrants: { editor: { bounds: { paths: ['docs/'] }, requiresHumanApproval: false } },
  policyBundleHash,
  grantedBy: 'urn:srcos:person:ada',
  grantedAt: '2026-05-07T09:00:00Z',
};

const registry: Readonly<Record<string, JsonObject>> = {
  [agentId]: manifest,
  'urn:srcos:lease:one': lease,
  [boss]: { ...manifest, name: 'Boss' },
  'urn:srcos:lease:whole': whole,
  'urn:srcos:lease:part': carved,
  'urn:srcos:trust-tier:boss': tier('delegating'),
  'urn:srcos:trust-tier:robo': tier('trusted'),
  'urn:srcos:tool-grant:robo': toolGrant,
};
const use: Omit<LeaseUse, 'lookup'> = {
  leaseId: 'urn:srcos:lease:one',
  agentId,
  workspaceId,
  capability: 'document.write',
  reaches: { paths: ['docs/plan.md'], tools: ['editor'] },
  policyBundleHash,
  now,
};
const ask = (more: Partial<LeaseUse> = {}, objects: Readonly<Record<string, JsonObject | undefined>> = {}) => {
  const held = { ...registry, ...objects };
  return leaseAllows({ ...use, lookup: (id) => (Object.hasOwn(held, id) ? held[id] : undefined), ...more });
};

describe('leaseAllows', () => {
  it('allows what lies in the bounds of lease, manifest, tier and tool grant', () => {
    expect(ask()).toEqual({ allowed: true, needsApproval: false, chain: ['urn:srcos:lease:one'] });
  });

  it('names the leases that a part was carved from', () => {
    expect(ask({ leaseId: 'urn:srcos:lease:part' })).toMatchObject({
      chain: ['urn:srcos:lease:part', 'urn:srcos:lease:whole'],
    });
  });

  it.each([
    ['a supervised agent', {}, { 'urn:srcos:trust-tier:robo': tier('supervised') }],
    ['a lease that asks for it', {}, { 'urn:srcos:lease:one': of({ requiresHumanApproval: true }) }],
    [
      'a tool that asks for it',
      {},
      {
        'urn:srcos:tool-grant:robo': {
          ...toolGrant,
          toolGrants: { editor: { requiresHumanApproval: true } },
        },
      },
    ],
  ] as const)('has a person approve each use of %s', (_, more, objects) => {
    expect(ask(more, objects)).toMatchObject({ allowed: true, needsApproval: true });
  });

  it.each<[string, string, Partial<LeaseUse>, Readonly<Record<string, JsonObject | undefined>>]>([
    ['unknown_lease', 'that was revoked or never granted', {}, { 'urn:srcos:lease:one': undefined }],
    ['unknown_lease', 'that bears the mark', {}, { 'urn:srcos:lease:one': of({ revokedAt: '2026-05-07T09:30:00Z' }) }],
    ['unknown_lease', 'under the name of another', {}, { 'urn:srcos:lease:one': of({ leaseId: 'urn:srcos:lease:x' }) }],
    ['other_agent', 'of another agent', { agentId: 'urn:srcos:agent:x' }, {}],
    ['other_workspace', 'for another workspace', { workspaceId: 'urn:srcos:workspace:x' }, {}],
    ['other_capability', 'for another capability', { capability: 'documents.write' }, {}],
    ['other_policy', 'under another bundle', { policyBundleHash: `sha256:${'f'.repeat(64)}` }, {}],
    ['not_begun', 'before it begins', { now: Date.parse('2026-05-07T08:59:59Z') }, {}],
    ['expired', "after it ends, by the receiver's clock", { now: Date.parse('2026-05-07T12:00:00Z') }, {}],
    ['expired', 'after its duration', {}, { 'urn:srcos:lease:one': of({ scope: { duration: 'PT59M' } }) }],
    ['not_begun', 'at a time that is none', { now: NaN }, {}],
    [
      'broken_chain',
      'whose parent is gone',
      { leaseId: 'urn:srcos:lease:part' },
      { 'urn:srcos:lease:whole': undefined },
    ],
    [
      'broken_chain',
      'that was carved by an agent that is trusted less since',
      { leaseId: 'urn:srcos:lease:part' },
      { 'urn:srcos:trust-tier:boss': tier('trusted') },
    ],
    [
      'broken_chain',
      'that was carved by an agent revoked since',
      { leaseId: 'urn:srcos:lease:part' },
      { [boss]: undefined },
    ],
    [
      'broken_chain',
      "that was carved from another agent's",
      { leaseId: 'urn:srcos:lease:part' },
      { 'urn:srcos:lease:whole': of({ leaseId: 'urn:srcos:lease:whole' }) },
    ],
    [
      'not_in_manifest',
      'that writes memory which may be read',
      { capability: 'memory.write', reaches: { ...use.reaches, memoryScopes: [workspaceId] } },
      { [agentId]: { ...manifest, capabilities: ['memory'] }, 'urn:srcos:lease:one': of({ capability: 'memory' }) },
    ],
    [
      'not_in_manifest',
      'without saying where it runs',
      {},
      { [agentId]: { ...manifest, runtimeProfiles: { [profileId]: { profileHash: policyBundleHash } } } },
    ],
    [
      'not_in_manifest',
      'in a runtime profile widened since',
      { runtime: { profileId, profileHash: `sha256:${'f'.repeat(64)}` } },
      { [agentId]: { ...manifest, runtimeProfiles: { [profileId]: { profileHash: policyBundleHash } } } },
    ],
    [
      'broken_chain',
      'whose parent allows less',
      { leaseId: 'urn:srcos:lease:part' },
      { 'urn:srcos:lease:whole': of({ leaseId: 'urn:srcos:lease:whole', agentId: boss, capability: 'document.read' }) },
    ],
    [
      'broken_chain',
      'that is its own parent',
      { leaseId: 'urn:srcos:lease:part' },
      { 'urn:srcos:lease:part': { ...carved, parentLeaseId: 'urn:srcos:lease:part' } },
    ],
    ['unknown_agent', 'without a manifest', {}, { [agentId]: undefined }],
    ['not_in_manifest', 'beyond the manifest', {}, { [agentId]: { ...manifest, capabilities: ['repo.read'] } }],
    [
      'not_in_manifest',
      'with memory of elsewhere',
      { reaches: { ...use.reaches, memoryScopes: ['urn:srcos:profile:x'] } },
      {},
    ],
    ['not_in_manifest', 'with a model not named', { reaches: { ...use.reaches, models: ['local/large'] } }, {}],
    ['not_in_manifest', 'with a name of every object', { reaches: { ...use.reaches, models: ['constructor/x'] } }, {}],
    ['tier_too_low', 'of an agent nobody decided about', {}, { 'urn:srcos:trust-tier:robo': undefined }],
    ['tier_too_low', 'of one that may only read', {}, { 'urn:srcos:trust-tier:robo': tier('restricted') }],
    ['tier_too_low', 'of a tier that is none', {}, { 'urn:srcos:trust-tier:robo': tier('root') }],
    ['outside_bounds', 'elsewhere', { reaches: { ...use.reaches, paths: ['src/a.ts'] } }, {}],
    ['outside_bounds', 'in a path that climbs', { reaches: { ...use.reaches, paths: ['docs/../src'] } }, {}],
    ['outside_bounds', 'in a path that begins alike', { reaches: { ...use.reaches, paths: ['docsecret'] } }, {}],
    ['outside_bounds', 'in paths that it does not state', { reaches: { tools: ['editor'] } }, {}],
    [
      'unreadable_bounds',
      'with a bound of a later version',
      {},
      { 'urn:srcos:lease:one': of({ scope: { hours: [9] } }) },
    ],
    [
      'tool_not_granted',
      'with a tool that is not granted',
      { reaches: { tools: ['shell'], paths: [] } },
      { 'urn:srcos:lease:one': of({ scope: {} }) },
    ],
    [
      'tool_not_granted',
      'with a grant that has ended',
      {},
      { 'urn:srcos:tool-grant:robo': { ...toolGrant, expiresAt: '2026-05-07T10:00:00Z' } },
    ],
    [
      'tool_not_granted',
      'with a tool for less than it reaches',
      { reaches: { tools: ['editor'], paths: ['src'] } },
      { 'urn:srcos:lease:one': of({ scope: {} }) },
    ],
  ])('refuses as %s a lease %s', (refusal, _, more, objects) => {
    expect(ask(more, objects)).toMatchObject({ allowed: false, refusal });
  });

  it('allows what runs in the profile as it was approved', () => {
    const objects = { [agentId]: { ...manifest, runtimeProfiles: { [profileId]: { profileHash: policyBundleHash } } } };
    expect(ask({ runtime: { profileId, profileHash: policyBundleHash } }, objects).allowed).toBe(true);
  });

  it('lets a restricted agent read', () => {
    const objects = {
      'urn:srcos:trust-tier:robo': tier('restricted'),
      'urn:srcos:lease:one': of({ capability: 'repo.read' }),
    };
    expect(ask({ capability: 'repo.read' }, objects).allowed).toBe(true);
  });

  const ofOthers = [boss, 'urn:srcos:lease:whole', 'urn:srcos:lease:part', 'urn:srcos:trust-tier:boss'];

  it('answers about whatever stands in the registry, and never with yes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(registry)), fc.object(), (id, junk) => {
        expect(ask({}, { [id]: junk as JsonObject }).allowed).toBe(ofOthers.includes(id));
      }),
    );
  });
});
