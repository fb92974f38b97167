import type { ManifestFor } from '@sourceos/sync-spec';
import type { AgentRegistryRecord } from './record.js';

/**
 * What the agent registry's engine promises: what SocioProphet/agent-registry declares, and the events of tool grants,
 * of what waits and of what is refused, which it does not name.
 */
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
    'agent.tool_grant.updated',
    'agent.tool.enable.denied',
    'agent.change.held',
    'agent.change.denied',
    'agent.write.quarantined',
  ],
} as const satisfies ManifestFor<AgentRegistryRecord>;
