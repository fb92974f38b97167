import type { ManifestFor } from '@sourceos/sync-spec';
import type { ClientsRecord } from './record.js';

/** What the clients engine promises. Keys, revocations and commands are never rolled back. */
export const manifest = {
  engineId: 'sourceos.sync.clients',
  collection: 'clients',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-syncd',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'signed_authority_required',
  supportsTombstones: true,
  supportsRollback: false,
  supportsExport: true,
  dangerousFields: [
    'signingKey',
    'sealingKey',
    'enrolment',
    'revokedKeys',
    'target',
    'action',
    'expiresAt',
    'approver',
    'commandHash',
  ],
  auditEvents: [
    'client.device.enrolled',
    'client.device.reenrolled',
    'client.device.changed',
    'client.device.revoked',
    'client.device.held',
    'client.device.denied',
    'client.heartbeat.denied',
    'client.command.issued',
    'client.command.approved',
    'client.command.denied',
    'client.command.applied',
    'client.command.ignored',
    'client.command.unsupported',
    'client.write.quarantined',
  ],
} as const satisfies ManifestFor<ClientsRecord>;
