import type { ManifestFor } from '@sourceos/sync-spec';
import type { ShellRecord } from './record.js';

/** What the shell engine promises. The same values that SourceOS-Linux/sourceos-shell declares. */
export const manifest = {
  engineId: 'sourceos.sync.shell',
  collection: 'shell',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-shell',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: [
    'aliases',
    'functions',
    'pathEntries',
    'environmentTemplates',
    'startupScripts',
    'commandTemplates',
  ],
  auditEvents: [
    'shell.profile.changed',
    'shell.profile.denied',
    'shell.command_template.changed',
    'shell.environment.redacted',
  ],
} as const satisfies ManifestFor<ShellRecord>;
