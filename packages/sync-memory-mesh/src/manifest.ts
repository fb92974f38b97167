import type { ManifestFor } from '@sourceos/sync-spec';
import type { MemoryMeshRecord } from './record.js';

/** What the memory mesh's engine promises. */
export const manifest = {
  engineId: 'sourceos.sync.memory-mesh',
  collection: 'memory',
  schemaVersion: '0.1.0',
  ownerRepo: 'SocioProphet/memory-mesh',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  // A rollback writes an earlier content anew. A step along the life of a memory is not taken back.
  supportsRollback: true,
  supportsExport: true,
  // Everything that decides what an agent believes, how firmly, where and for how long. Tags and `about` flow.
  dangerousFields: [
    'kind',
    'content',
    'promotionState',
    'steps',
    'scope',
    'sensitivity',
    'retention',
    'mutability',
    'confidence',
    'agentSource',
    'provenance',
  ],
  auditEvents: [
    'memory.observed',
    'memory.proposed',
    'memory.scoped',
    'memory.approved',
    'memory.promoted',
    'memory.synced',
    'memory.expired',
    'memory.revoked',
    'memory.changed',
    'memory.deleted',
    'memory.held',
    'memory.denied',
    'memory.quarantined',
    'memory.redacted',
  ],
} as const satisfies ManifestFor<MemoryMeshRecord>;
