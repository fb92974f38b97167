import type { ManifestFor } from '@sourceos/sync-spec';
import type { ModelsRecord } from './record.js';

/**
 * What the models engine promises. What a device has flows; where requests may go does not. What is no field is judged in
 * `classify`: a provider that is switched on, since switching one off must not wait for a person.
 */
export const manifest = {
  engineId: 'sourceos.sync.models',
  collection: 'models',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-model-carry',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['location', 'handling', 'models.weights', 'targets', 'ceiling', 'maxSensitivity', 'workspaceId'],
  auditEvents: [
    'model.provider.changed',
    'model.provider.held',
    'model.provider.denied',
    'model.route.changed',
    'model.route.held',
    'model.route.denied',
    'model.availability.changed',
    'model.availability.denied',
    'model.credential.redacted',
    'model.write.quarantined',
  ],
} as const satisfies ManifestFor<ModelsRecord>;
