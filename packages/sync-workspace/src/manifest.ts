import type { ManifestFor } from '@sourceos/sync-spec';
import type { WorkspaceRecord } from './record.js';

/**
 * What the workspace engine promises. What is no field is judged in `classify`: a change of
 * topology by its size, and an agent that starts again, since stopping one must not wait for a person.
 */
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
    'workspace.repo.changed',
    'workspace.concurrent.merged',
    'workspace.change.held',
    'workspace.change.denied',
    'workspace.write.quarantined',
  ],
} as const satisfies ManifestFor<WorkspaceRecord>;
