import { describe, expect, it } from 'vitest';
import type { SecretLease, SecretReference } from '../record.js';
import { judgeUse, type LeaseUse } from './judge-use.js';
import { leaseRefusals } from './lease-refusal.js';

const revocation = { revokedAt: '2026-05-07T10:00:00Z', revokedBy: 'urn:srcos:person:ada', reason: 'policy' } as const;
const reference: SecretReference = {
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'current', rotatedAt: '2026-05-07T09:00:00Z', previousVersion: 2 },
};
const lease: SecretLease = {
  type: 'SecretLease',
  secretId: 'urn:srcos:secret:github-deploy',
  version: 3,
  holderId: 'urn:srcos:agent:robo',
  workspaceId: 'urn:srcos:workspace:atlas',
  capability: 'repo.push',
  grantedBy: 'urn:srcos:person:ada',
  issuedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-05-07T10:30:00Z',
  maxUses: 2,
  requiresHumanApproval: true,
  policyBundleHash: `sha256:${'0'.repeat(64)}`,
};
const use: LeaseUse = {
  lease,
  reference,
  holderId: lease.holderId,
  capability: lease.capability,
  workspaceId: 'urn:srcos:workspace:atlas',
  policyBundleHash: lease.policyBundleHash,
  now: Date.parse('2026-05-07T10:00:00Z'),
  uses: 1,
};
const withRotation = (rotation: Partial<SecretReference['rotation']>, version = 3): Partial<LeaseUse> => ({
  reference: { ...reference, version, rotation: { ...reference.rotation, ...rotation } },
});

describe('a lease', () => {
  it('lets its holder use the secret, and says whether a person is asked', () => {
    expect(judgeUse(use)).toEqual({ refusals: [], asksPerson: true });
    const { workspaceId: _, maxUses: __, ...open } = lease;
    const free = { ...use, lease: { ...open, requiresHumanApproval: false }, uses: 1_000 };
    expect(judgeUse(free)).toEqual({ refusals: [], asksPerson: false });
  });

  it.each([
    ['not_begun', { now: Date.parse(lease.issuedAt) - 1 }],
    ['expired', { now: Date.parse(lease.expiresAt) }],
    ['revoked', { lease: { ...lease, revocation } }],
    ['used_up', { uses: 2 }],
    ['other_holder', { holderId: 'urn:srcos:agent:other' }],
    ['other_capability', { capability: 'repo.delete' }],
    ['other_workspace', { workspaceId: 'urn:srcos:workspace:garden' }],
    ['other_policy', { policyBundleHash: `sha256:${'1'.repeat(64)}` }],
    ['no_reference', { reference: undefined }],
    ['other_version', withRotation({ previousVersion: 3 }, 4)],
    ['reference_revoked', { reference: { ...reference, revocation } }],
    ['out_of_use', withRotation({ state: 'retired' })],
    ['out_of_use', withRotation({ state: 'compromised' })],
    ['revocation_pending', { contenders: [null, { ...lease, revocation }] }],
  ] as const)('does not where it is %s', (refusal, changed) => {
    expect(judgeUse({ ...use, ...changed }).refusals).toEqual([refusal]);
    expect(leaseRefusals[refusal]).toMatch(/\.$/);
  });

  it('of the version before is good while the secret rotates, and no other is', () => {
    expect(judgeUse({ ...use, ...withRotation({ state: 'rotating', previousVersion: 3 }, 4) }).refusals).toEqual([]);
    const older = withRotation({ state: 'rotating', previousVersion: 4 }, 5);
    expect(judgeUse({ ...use, ...older }).refusals).toEqual(['other_version']);
  });

  it('is told everything that speaks against it at once', () => {
    const { refusals } = judgeUse({ ...use, lease: { ...lease, revocation }, now: Infinity, reference: undefined });
    expect(refusals).toEqual(['expired', 'revoked', 'no_reference']);
  });
});
