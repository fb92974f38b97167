import type { ManifestFor } from '@sourceos/sync-spec';
import type { ExtensionsRecord } from './record.js';

/**
 * What the extensions engine promises. A new version flows; what it may do, and from whom it is, does not. That an
 * extension goes off, or is blocked, must not wait for a person: what is switched on, or is no longer blocked, is judged
 * in `classify`, and so are no dangerous fields.
 */
export const manifest = {
  engineId: 'sourceos.sync.extensions',
  collection: 'extensions',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-syncd',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['publisher', 'registry', 'permissions'],
  auditEvents: [
    'extension.record.changed',
    'extension.record.enabled',
    'extension.record.disabled',
    'extension.change.held',
    'extension.change.denied',
    'extension.permission.gained',
    'extension.publisher.quarantined',
    'extension.downgrade.denied',
    'extension.block.changed',
    'extension.block.denied',
    'extension.write.quarantined',
  ],
} as const satisfies ManifestFor<ExtensionsRecord>;
