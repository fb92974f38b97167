import * as fc from 'fast-check';
import type { SecretsRecord } from '../record.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;

// Who grants or revokes signs it: the persons and the agent are those of conformance.
const person = fc.constantFrom('urn:srcos:person:ada', 'urn:srcos:person:bob');
const agent = 'urn:srcos:agent:scout';

const revocation = (revokedBy: fc.Arbitrary<string>) =>
  fc.record({
    revokedAt: fc.constantFrom('2025-06-20T10:00:00Z', '2025-07-01T00:00:00Z'),
    revokedBy,
    reason: fc.constantFrom('rotated', 'compromised', 'no_longer_needed', 'holder_removed', 'policy'),
  });

const rotation = fc.record(
  {
    state: fc.constantFrom('current', 'rotating', 'retired', 'compromised'),
    rotatedAt: fc.constantFrom('2025-06-01T00:00:00Z', '2025-06-10T12:30:00Z'),
    intervalDays: fc.constantFrom(30, 90, 365),
    previousVersion: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['state', 'rotatedAt'] },
);

const reference = fc.record(
  {
    type: fc.constant('SecretReference'),
    name: fc.constantFrom('github/deploy', 'db.main', 'signing-key', 'a'),
    kind: fc.constantFrom('password', 'api_token', 'private_key', 'connection_string'),
    vaultId: fc.constantFrom('urn:srcos:vault:work', 'urn:srcos:vault:home'),
    keyId: fc.constantFrom('kv/github-deploy', 'kv/db', '01J9Z3N7', 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d'),
    version: fc.integer({ min: 4, max: 8 }),
    rotation,
    revocation: revocation(person),
  },
  { requiredKeys: ['type', 'name', 'kind', 'vaultId', 'keyId', 'version', 'rotation'] },
);

const lease = fc.record(
  {
    type: fc.constant('SecretLease'),
    secretId: fc.constantFrom('urn:srcos:secret:github-deploy', 'urn:srcos:secret:db'),
    version: fc.integer({ min: 4, max: 8 }),
    holderId: fc.constantFrom(agent, 'urn:srcos:device:ci', 'urn:srcos:person:cyd'),
    workspaceId: fc.constantFrom('urn:srcos:workspace:atlas', 'urn:srcos:workspace:garden'),
    capability: fc.constantFrom('repo.push', 'db.read'),
    grantedBy: person,
    issuedAt: fc.constantFrom('2025-06-15T09:00:00Z', '2025-06-15T12:00:00Z'),
    expiresAt: fc.constantFrom('2025-06-30T00:00:00Z', '2026-06-30T00:00:00Z', '2027-01-01T00:00:00.500Z'),
    maxUses: fc.constantFrom(1, 10),
    requiresHumanApproval: fc.boolean(),
    policyBundleHash: fc.constantFrom(hash, `sha256:${'f'.repeat(64)}`),
    revocation: revocation(person),
  },
  {
    requiredKeys: [
      'type',
      'secretId',
      'version',
      'holderId',
      'capability',
      'grantedBy',
      'issuedAt',
      'expiresAt',
      'requiresHumanApproval',
      'policyBundleHash',
    ],
  },
);

/** What an agent may write: a lease of its own that it gives back. */
const givenBack = fc
  .tuple(lease, revocation(fc.constant(agent)))
  .map(([given, by]) => ({ ...given, holderId: agent, revocation: by }));

/** Valid records of both types. */
export const secretsRecords = fc
  .oneof({ weight: 3, arbitrary: reference }, { weight: 3, arbitrary: lease }, { weight: 1, arbitrary: givenBack })
  .map((record) => record as SecretsRecord);

/** The object that a record stands under. */
export const objectIdOf = ({ type }: SecretsRecord): string =>
  type === 'SecretLease' ? 'urn:srcos:secret-lease:one' : 'urn:srcos:secret:one';
