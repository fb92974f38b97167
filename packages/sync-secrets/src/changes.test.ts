import { expect, it } from 'vitest';
import { changes } from './changes.js';
import { secretsRecord, type SecretReference } from './record.js';

const reference: SecretReference = {
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'compromised', rotatedAt: '2026-05-07T09:30:00Z', intervalDays: 90 },
};
const id = 'urn:srcos:secret:github-deploy';

it('rotates to the next version, in place or elsewhere', () => {
  const { record } = changes.rotate(id, reference, { rotatedAt: '2026-06-01T00:00:00Z', keyId: 'kv/new' });
  expect(record).toEqual({
    ...reference,
    keyId: 'kv/new',
    version: 4,
    rotation: { state: 'current', rotatedAt: '2026-06-01T00:00:00Z', intervalDays: 90, previousVersion: 3 },
  });
  expect(secretsRecord.safeParse(record).success).toBe(true);
});

it('revokes by writing the whole record', () => {
  const revocation = {
    revokedAt: '2026-06-01T00:00:00Z',
    revokedBy: 'urn:srcos:person:ada',
    reason: 'policy',
  } as const;
  expect(changes.revoke(id, reference, revocation)).toEqual({
    collection: 'secrets',
    objectId: id,
    operation: 'put',
    record: { ...reference, revocation },
  });
});
