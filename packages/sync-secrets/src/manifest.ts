import type { ManifestFor } from '@sourceos/sync-spec';
import type { SecretsRecord } from './record.js';

/** What the secrets engine promises. */
export const manifest = {
  engineId: 'sourceos.sync.secrets',
  collection: 'secrets',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-syncd',
  // A fresh device has no vault key. Where secrets are kept is told to it when its person says so.
  defaultEnabled: false,
  policyClass: 'critical',
  encryptionScope: 'vault',
  mergeStrategy: 'never_merge',
  supportsTombstones: true,
  // An earlier reference leads to a value that was rotated away, perhaps because others know it.
  supportsRollback: false,
  // An export lies outside the vault scope, and a list of what is kept where is a map for a thief.
  supportsExport: false,
  // All that a record says, `name` too: who exchanges two names has programs use one secret for the other. What is
  // no field here is `revocation`, which `classify` judges: revoking must not wait for a person, taking it back does.
  dangerousFields: [
    'name',
    'kind',
    'vaultId',
    'keyId',
    'version',
    'rotation',
    'secretId',
    'holderId',
    'workspaceId',
    'capability',
    'grantedBy',
    'issuedAt',
    'expiresAt',
    'maxUses',
    'requiresHumanApproval',
    'policyBundleHash',
  ],
  auditEvents: [
    'secret.reference.changed',
    'secret.reference.rotated',
    'secret.reference.revoked',
    'secret.reference.held',
    'secret.reference.conflicted',
    'secret.reference.denied',
    'secret.lease.granted',
    'secret.lease.changed',
    'secret.lease.revoked',
    'secret.lease.held',
    'secret.lease.conflicted',
    'secret.lease.denied',
    'secret.value.redacted',
  ],
} as const satisfies ManifestFor<SecretsRecord>;
