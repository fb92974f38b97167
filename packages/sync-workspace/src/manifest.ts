import type { ManifestFor } from '@sourceos/sync-spec';
import type { WorkspaceRecord } from './record.js';

/** What the workspace engine promises. A change of topology is judged by its size, not by a field. */
export const manifest = {
  engineId: 'sourceos.sync.workspace',
  collection: 'workspace',
  schemaVersion: '0.1.0',
  ownerRepo: 'SocioProphet/prophet-workspace',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'workspace',
  mergeStrategy: 'graph_merge',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: [
    'automationRules',
    'agentBindings',
    'policyBindings',
    'agentId',
    'leaseId',
    'instructions',
    'paused',
    'remote',
    'branch',
  ],
  auditEvents: [
    'workspace.graph.changed',
    'workspace.topology.changed',
    'workspace.topology.held',
    'workspace.automation_rule.changed',
    'workspace.agent_binding.changed',
    'workspace.policy_binding.changed',
    'workspace.change.held',
    'workspace.change.denied',
    'workspace.conflict.detected',
    'workspace.conflict.resolved',
    'workspace.write.quarantined',
  ],
} as const satisfies ManifestFor<WorkspaceRecord>;
