import type { ManifestFor } from '@sourceos/sync-spec';
import type { BrowserRecord } from './record.js';

/**
 * What the browser engine promises. Bookmarks and tab sessions flow; who may reach into pages does not. That a grant is
 * suspended is no dangerous field: stopping somebody must not wait for a person. That it holds again is judged in
 * `classify`, as is a known bookmark that leads to another site.
 */
export const manifest = {
  engineId: 'sourceos.sync.browser',
  collection: 'browser',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/BearBrowser',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: [
    'owner',
    'keyword',
    'assignedOrigins',
    'grantee',
    'grantedOrigins',
    'grantedCapabilities',
    'confirmEachUse',
    'expiresAt',
  ],
  auditEvents: [
    'browser.bookmark.changed',
    'browser.tab_session.changed',
    'browser.container.changed',
    'browser.extension.changed',
    'browser.profile.changed',
    'browser.change.held',
    'browser.change.denied',
    'browser.bridge_grant.changed',
    'browser.bridge_grant.held',
    'browser.bridge_grant.denied',
    'browser.profile_boundary.denied',
    'browser.url.redacted',
    'browser.write.quarantined',
  ],
} as const satisfies ManifestFor<BrowserRecord>;
