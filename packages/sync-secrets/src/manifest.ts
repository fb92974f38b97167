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
  // `name` too: who exchanges two names has programs use one secret for the other.
  dangerousFields: [
    'name',
    'vaultId',
    'keyId',
    'version',
    'rotation',
    'revocation',
    'secretId',
    'holderId',
    'workspaceId',
    'capability',
    'expiresAt',
    'maxUses',
    'requiresHumanApproval',
  ],
  auditEvents: [
    'secret.reference.changed',
    'secret.reference.rotated',
    'secret.reference.conflicted',
    'secret.reference.revoked',
    'secret.reference.denied',
    'secret.lease.granted',
    'secret.lease.held',
    'secret.lease.denied',
    'secret.lease.revoked',
    'secret.value.redacted',
  ],
} as const satisfies ManifestFor<SecretsRecord>;
