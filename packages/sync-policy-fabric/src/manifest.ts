import type { ManifestFor } from '@sourceos/sync-spec';
import type { PolicyFabricRecord } from './record.js';

/** What the policy fabric's engine promises. */
export const manifest = {
  engineId: 'sourceos.sync.policy-fabric',
  collection: 'policy',
  schemaVersion: '0.1.0',
  ownerRepo: 'SocioProphet/policy-fabric',
  defaultEnabled: true,
  policyClass: 'critical',
  encryptionScope: 'org',
  mergeStrategy: 'strongest_policy_wins',
  // To delete a bundle would loosen the policy. Only a downgrade does that, and it is a record.
  supportsTombstones: false,
  // A rollback is a downgrade, made at its signer's layer or below like any other.
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['layer', 'rules', 'limits', 'allowLists', 'denyLists', 'retires'],
  auditEvents: [
    'policy.bundle.updated',
    'policy.bundle.outranked',
    'policy.bundle.held',
    'policy.bundle.denied',
    'policy.bundle.quarantined',
    'policy.downgrade.applied',
    'policy.downgrade.held',
    'policy.downgrade.denied',
  ],
} as const satisfies ManifestFor<PolicyFabricRecord>;
