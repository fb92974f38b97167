import type { ManifestFor } from '@sourceos/sync-spec';
import type { AuditRecord } from './record.js';

/** What the audit engine promises. */
export const manifest = {
  engineId: 'sourceos.sync.audit',
  collection: 'audit',
  schemaVersion: '0.1.0',
  ownerRepo: 'SocioProphet/sherlock-search',
  defaultEnabled: true,
  policyClass: 'critical',
  encryptionScope: 'profile',
  mergeStrategy: 'append_only',
  // A log of which entries can be deleted or taken back proves nothing. Bodies end by a signed
  // checkpoint, which keeps the hash of each and names the range.
  supportsTombstones: false,
  supportsRollback: false,
  // An export is evidence: events with their proofs, for somebody who has neither key nor relay.
  supportsExport: true,
  // `details` may hold what must not be kept, and is redacted; a dropped range takes evidence away.
  dangerousFields: ['details', 'droppedRanges'],
  // There is no event for an event that was appended: recording it would append another. Gaps and forks are told by
  // `inspectLog`, which sees the log and not one write; an export is the host's to record.
  auditEvents: [
    'audit.event.denied',
    'audit.event.quarantined',
    'audit.details.redacted',
    'audit.log.gap_found',
    'audit.log.fork_found',
    'audit.log.rewrite_found',
    'audit.checkpoint.applied',
    'audit.checkpoint.held',
    'audit.checkpoint.denied',
  ],
} as const satisfies ManifestFor<AuditRecord>;
