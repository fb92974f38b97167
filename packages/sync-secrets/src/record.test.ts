import { recordPaths } from '@sourceos/sync-spec';
import { objectPlaces, withMember } from '@sourceos/vitest-config/json-places';
import { unboundedPlaces } from '@sourceos/vitest-config/unbounded-places';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
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

/** Where the schema finds a record wrong, as dotted paths; none where it accepts it. */
const faults = (record: unknown) =>
  secretsRecord.safeParse(record).error?.issues.map(({ path }) => path.join('.')) ?? [];

const places = examples.flatMap((example) => objectPlaces(example).map((path) => ({ example, path })));

/** Every member of every object in the examples. */
const members = places.flatMap(({ example, path }) => {
  const object = path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], example);
  return Object.entries(object as object).map(([name, value]: [string, unknown]) => ({ example, path, name, value }));
});

describe('secretsRecord', () => {
  it.each(examples)('accepts a $type and keeps it as it is through JSON', (example) => {
    const parsed = secretsRecord.parse(example);
    expect(secretsRecord.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(example);
  });

  it('keeps whatever it accepts as it is: nothing is coerced, dropped or filled in', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...members.map(({ value }) => value)));
    fc.assert(
      fc.property(fc.constantFrom(...members), value, ({ example, path, name }, other) => {
        const record: unknown = JSON.parse(JSON.stringify(withMember(example, path, name, other)));
        const parsed = secretsRecord.safeParse(record);
        if (parsed.success) expect(JSON.parse(JSON.stringify(parsed.data))).toStrictEqual(record);
      }),
      { numRuns: 1_000 },
    );
  });

  it('bounds every text, list, map and number', () => {
    expect(unboundedPlaces(z.toJSONSchema(secretsRecord))).toEqual([]);
  });

  it('refuses an unknown member wherever it is put', () => {
    // A space keeps the name out of every map whose names are data.
    const unknownName = fc.oneof(
      fc.constant('__proto__'),
      fc.string().map((name) => `${name} `),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), unknownName, fc.jsonValue(), ({ example, path }, name, member) => {
        expect(faults(withMember(example, path, name, member))).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['value', 'secret', 'password', 'token', 'privateKey', 'hash', 'hint', 'note', 'description'])(
    'has no member %s, at any depth',
    (name) => {
      expect([...recordPaths(secretsRecord)].filter((path) => path.split('.').includes(name))).toEqual([]);
      for (const { example, path } of places) {
        expect(faults(withMember(example, path, name, 'hunter2'))).toContain(path.join('.'));
      }
    },
  );

  it('accepts no text with a space, wherever it is put: a value with its explanation has no place', () => {
    const texts = members.filter(({ value }) => typeof value === 'string');
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
