import { describeRecordLaws, faultsOf, membersOf, objectsOf, withMember } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsRecord, type SecretsRecord } from './record.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;

const reference = {
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'current', rotatedAt: '2026-05-07T09:30:00Z', intervalDays: 90, previousVersion: 2 },
} satisfies SecretsRecord;

const lease = {
  type: 'SecretLease',
  secretId: 'urn:srcos:secret:github-deploy',
  version: 3,
  holderId: 'urn:srcos:agent:release-notes',
  workspaceId: 'urn:srcos:workspace:atlas',
  capability: 'repo.push',
  grantedBy: 'urn:srcos:person:mira',
  issuedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-05-07T10:30:00Z',
  maxUses: 1,
  requiresHumanApproval: true,
  policyBundleHash: hash,
  revocation: { revokedAt: '2026-05-07T10:00:00Z', revokedBy: 'urn:srcos:person:mira', reason: 'rotated' },
} satisfies SecretsRecord;

const examples = [reference, lease];

const faults = faultsOf(secretsRecord);

describeRecordLaws(secretsRecord, examples);

describe('secretsRecord', () => {
  it.each(['value', 'secret', 'password', 'token', 'privateKey', 'hash', 'hint', 'note', 'description'])(
    'has no member %s, at any depth',
    (name) => {
      expect([...recordPaths(secretsRecord)].filter((path) => path.split('.').includes(name))).toEqual([]);
      for (const { example, path } of objectsOf(examples)) {
        expect(faults(withMember(example, path, name, 'hunter2'))).toContain(path.join('.'));
      }
    },
  );

  it('accepts no text with a space, wherever it is put: a value with its explanation has no place', () => {
    const texts = membersOf(examples).filter(({ value }) => typeof value === 'string');
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.string(), fc.string(), ({ example, path, name }, before, after) => {
        const fault = [...path, name].join('.');
        expect(faults(withMember(example, path, name, `${before} ${after}`))).toContain(fault);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a lease of a version before the first', { ...lease, version: 0 }, 'version'],
    [
      'a replaced version before the first',
      { ...reference, rotation: { ...reference.rotation, previousVersion: 0 } },
      'rotation.previousVersion',
    ],
    ['a type that the engine does not have', { ...reference, type: 'Secret' }, 'type'],
    ['an address with credentials as a name', { ...reference, name: 'https://mira:hunter2@example.org' }, 'name'],
    ['a key as a key id', { ...reference, keyId: '-----BEGIN OPENSSH PRIVATE KEY-----' }, 'keyId'],
    ['a padded base64 value as a key id', { ...reference, keyId: 'aHVudGVyMg==' }, 'keyId'],
    ['more than a key id', { ...reference, keyId: 'k'.repeat(129) }, 'keyId'],
    ['a vault that is an address', { ...reference, vaultId: 'https://vault.example.org' }, 'vaultId'],
    ['a version before the first', { ...reference, version: 0 }, 'version'],
    ['a version that is no whole number', { ...reference, version: 1.5 }, 'version'],
    [
      'a version that replaced a later one',
      { ...reference, rotation: { ...reference.rotation, previousVersion: 3 } },
      'rotation.previousVersion',
    ],
    [
      'a rotation never',
      { ...reference, rotation: { ...reference.rotation, intervalDays: 0 } },
      'rotation.intervalDays',
    ],
    ['no rotation', { ...reference, rotation: undefined }, 'rotation'],
    ['a kind outside the vocabulary', { ...reference, kind: 'other' }, 'kind'],
    ['a lease of something that is no secret', { ...lease, secretId: 'urn:srcos:vault:work' }, 'secretId'],
    ['a lease that ends before it begins', { ...lease, expiresAt: '2026-05-07T09:00:00Z' }, 'expiresAt'],
    ['a lease that never ends', { ...lease, expiresAt: undefined }, 'expiresAt'],
    ['a lease of no version', { ...lease, version: undefined }, 'version'],
    ['a lease for no capability', { ...lease, capability: '' }, 'capability'],
    ['a lease for every capability', { ...lease, capability: '*' }, 'capability'],
    ['a lease for more uses than anybody counts', { ...lease, maxUses: 1_000_001 }, 'maxUses'],
    [
      'a rotation every eleven years',
      { ...reference, rotation: { ...reference.rotation, intervalDays: 4_000 } },
      'rotation.intervalDays',
    ],
    ['a lease for no use', { ...lease, maxUses: 0 }, 'maxUses'],
    [
      'a revocation with a reason in words',
      { ...lease, revocation: { ...lease.revocation, reason: 'hunter2 leaked' } },
      'revocation.reason',
    ],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toContain(path);
  });
});
