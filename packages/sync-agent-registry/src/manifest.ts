import type { ManifestFor } from '@sourceos/sync-spec';
import type { AgentRegistryRecord } from './record.js';

/** What the agent registry's engine promises. The same values that SocioProphet/agent-registry declares. */
export const manifest = {
  engineId: 'sourceos.sync.agent-registry',
  collection: 'agents',
  schemaVersion: '0.1.0',
  ownerRepo: 'SocioProphet/agent-registry',
  defaultEnabled: true,
  policyClass: 'critical',
  encryptionScope: 'workspace',
  mergeStrategy: 'signed_authority_required',
  supportsTombstones: true,
  // A rollback writes an earlier version anew. It undoes no revocation: those are joined before any order.
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['capabilities', 'toolGrants', 'memoryScopes', 'modelProviders', 'runtimeProfiles', 'trustTier'],
  auditEvents: [
    'agent.manifest.updated',
    'agent.lease.granted',
    'agent.lease.revoked',
    'agent.trust_tier.updated',
    'agent.tool.enable.denied',
  ],
} as const satisfies ManifestFor<AgentRegistryRecord>;
