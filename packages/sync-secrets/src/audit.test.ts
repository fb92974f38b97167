import { reasonOf, type ReasonDetail } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import type { SecretsChange } from './concerns/concern.js';
import { manifest } from './manifest.js';
import type { SecretsRecord } from './record.js';

const reference: SecretsRecord = {
  type: 'SecretReference',
  name: 'github/deploy',
  kind: 'api_token',
  vaultId: 'urn:srcos:vault:work',
  keyId: 'kv/github-deploy',
  version: 3,
  rotation: { state: 'current', rotatedAt: '2026-05-07T09:30:00Z' },
};
const lease: SecretsRecord = {
  type: 'SecretLease',
  secretId: 'urn:srcos:secret:github-deploy',
  version: 3,
  holderId: 'urn:srcos:agent:robo',
  capability: 'repo.push',
  grantedBy: 'urn:srcos:person:ada',
  issuedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-05-07T10:30:00Z',
  requiresHumanApproval: true,
  policyBundleHash: `sha256:${'0'.repeat(64)}`,
};
const revocation = { revokedAt: '2026-05-07T10:00:00Z', revokedBy: 'urn:srcos:person:ada', reason: 'policy' } as const;

const change = (before: SecretsRecord | undefined, after: SecretsRecord | undefined): SecretsChange => ({
  objectId: 'urn:srcos:secret:one',
  operation: 'put',
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:ada',
  before,
  after,
  pointers: ['/name'],
});
const eventsOf = (
  of: SecretsChange,
  outcome: 'applied' | 'superseded' | 'held' | 'quarantined',
  detail?: ReasonDetail,
) => audit(of, { outcome, reasons: detail === undefined ? [] : [reasonOf(detail, { pointer: '/keyId' })] });

describe('audit', () => {
  it('emits every event that the manifest declares, and no other', () => {
    const drafts = [reference, lease].flatMap((record) => [
      ...eventsOf(change(undefined, record), 'applied'),
      ...eventsOf(change(record, undefined), 'applied'),
      ...eventsOf(change(record, { ...record, version: 4 }), 'applied'),
      ...eventsOf(change(record, { ...record, revocation }), 'applied'),
      ...eventsOf(change(record, undefined), 'superseded'),
      ...eventsOf(change(undefined, record), 'held', 'dangerous_change'),
      ...eventsOf(change(undefined, record), 'held', 'concurrent_change'),
      ...eventsOf(change(undefined, record), 'quarantined', 'engine_denied'),
      ...eventsOf(change(undefined, record), 'quarantined', 'secret_found'),
    ]);
    expect([...new Set(drafts.map(({ eventType }) => eventType))].sort()).toEqual([...manifest.auditEvents].sort());
  });

  it('knows a deletion of what is not there by its name', () => {
    const gone = change(undefined, undefined);
    expect(eventsOf(gone, 'held', 'dangerous_change')[0]?.eventType).toBe('secret.reference.held');
    const lost = { ...gone, objectId: 'urn:srcos:secret-lease:one' };
    expect(eventsOf(lost, 'held', 'dangerous_change')[0]?.eventType).toBe('secret.lease.held');
  });
});
