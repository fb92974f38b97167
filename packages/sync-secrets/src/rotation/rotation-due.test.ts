import { expect, it } from 'vitest';
import type { SecretReference } from '../record.js';
import { rotationDueAt } from './rotation-due.js';

const rotatedAt = '2026-05-07T00:00:00Z';
const reference = (rotation: Partial<SecretReference['rotation']>): SecretReference => ({
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'current', rotatedAt, ...rotation },
});

it('is due after its interval, at once where it is compromised, and never where it is out of use', () => {
  expect(rotationDueAt(reference({ intervalDays: 90 }))).toBe(Date.parse('2026-08-05T00:00:00Z'));
  expect(rotationDueAt(reference({}))).toBeUndefined();
  expect(rotationDueAt(reference({ state: 'compromised' }))).toBe(Date.parse(rotatedAt));
  expect(rotationDueAt(reference({ state: 'retired', intervalDays: 90 }))).toBeUndefined();
  const revocation = { revokedAt: rotatedAt, revokedBy: 'urn:srcos:person:ada', reason: 'policy' } as const;
  expect(rotationDueAt({ ...reference({ state: 'compromised' }), revocation })).toBeUndefined();
});
