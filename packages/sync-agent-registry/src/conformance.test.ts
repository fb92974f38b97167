import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance, type Deviation } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { agentRegistryRecords, objectIdOf, policyBundleHash, scout, workspaceId } from './testing/arbitrary.js';

const records = agentRegistryRecords.map((record) => record as unknown as JsonObject);

const scoutManifest = {
  type: 'AgentManifest',
  name: 'Scout',
  version: '1.0.0',
  responsibleId: 'urn:srcos:person:ada',
  capabilities: ['repo.read', 'document.write', 'mail'],
  toolGrants: [],
  memoryScopes: {},
  modelProviders: {},
  runtimeProfiles: {},
};
const tier = {
  type: 'AgentTrustTier',
  agentId: 'urn:srcos:agent:writer',
  scopeId: workspaceId,
  trustTier: 'untrusted',
  decision: 1,
  reason: 'Nothing is known.',
  decidedBy: 'urn:srcos:person:bob',
  decidedAt: '2025-06-10T12:30:00Z',
  approvals: [],
};
const draft = {
  type: 'AgentCapabilityLease',
  leaseId: 'urn:srcos:lease:one',
  agentId: scout,
  workspaceId,
  grantedBy: 'urn:srcos:person:ada',
  capability: 'repo.read',
  scope: {},
  issuedAt: '2025-06-10T12:30:00Z',
  expiresAt: '2034-01-01T00:00:00Z',
  policyBundleHash,
  requiresHumanApproval: true,
  revocable: true,
  auditId: 'urn:srcos:audit:41',
  signature: 'c2ln',
};

const specimens = () => ({
  records,
  changes: [
    { before: tier, after: { ...tier, trustTier: 'delegating', decision: 2, decidedBy: 'urn:srcos:person:ada' } },
  ],
  objectId: objectIdOf,
  setting: [{ objectId: scout, record: scoutManifest }],
  older: { schemaVersion: '0.0.1', record: draft },
  // What a write revokes is the object that it is written to, and the laws write revocations elsewhere: `scenarios.test.ts` has them.
  mergeRecords: records.filter((record) => !JSON.stringify(record).includes('revo')),
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

const deviations: readonly Deviation[] = [
  {
    deviation: 'no-agent-writes',
    why: 'an agent hands on parts of a lease of its own, and ends what it holds: no record shows that by itself',
  },
];

describe('conformance', () => {
  const options = { crypto: nativeCrypto, deviations };
  for (const { name, check } of engineConformance(engine, specimens, options)) it(name, check);
});
