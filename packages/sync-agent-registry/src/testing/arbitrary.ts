import * as fc from 'fast-check';
import type { AgentRegistryRecord } from '../record.js';
import { trustTier } from '../records/trust-tier.js';
import { trustTierId } from '../registry/object-id.js';

/** The scope that the records are for. */
export const workspaceId = 'urn:srcos:workspace:conformance';
export const policyBundleHash = `sha256:${'0123456789abcdef'.repeat(4)}`;
export const scout = 'urn:srcos:agent:scout';

const words = fc.constantFrom('Scout', 'Release notes', 'Über den Plan', 'a'.repeat(64));
const people = fc.constantFrom('urn:srcos:person:ada', 'urn:srcos:person:bob');
const agents = fc.constantFrom(scout, 'urn:srcos:agent:writer');
const capabilities = fc.uniqueArray(fc.constantFrom('repo.read', 'document.write', 'mail'), { maxLength: 3 });
const moment = fc.constantFrom('2025-06-01T00:00:00Z', '2025-06-10T12:30:00Z');
const later = fc.constantFrom('2034-01-01T00:00:00Z', '2035-01-01T00:00:00Z');
const hash = fc.constantFrom(policyBundleHash, `sha256:${'f'.repeat(64)}`);
const few = (...items: string[]): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...items), { maxLength: 2 });

const manifest = fc.record(
  {
    type: fc.constant('AgentManifest'),
    name: words,
    description: words,
    version: fc.constantFrom('1.0.0', '1.1.0'),
    responsibleId: people,
    capabilities,
    toolGrants: few('urn:srcos:tool-grant:one', 'urn:srcos:tool-grant:two'),
    memoryScopes: fc.dictionary(
      fc.constantFrom(workspaceId, 'urn:srcos:profile:p'),
      fc.record({ access: fc.constantFrom('read', 'propose') }),
      { noNullPrototype: true },
    ),
    modelProviders: fc.dictionary(
      fc.constantFrom('local', 'hosted'),
      fc.record({ models: few('small', 'large') }, { requiredKeys: [] }),
      { noNullPrototype: true },
    ),
    runtimeProfiles: fc.dictionary(
      fc.constantFrom('urn:srcos:runtime-profile:container'),
      fc.record({ profileHash: hash }),
      { noNullPrototype: true },
    ),
    revocation: fc.record({ revokedAt: moment, revokedBy: people }),
  },
  {
    requiredKeys: [
      'type',
      'name',
      'version',
      'responsibleId',
      'capabilities',
      'toolGrants',
      'memoryScopes',
      'modelProviders',
      'runtimeProfiles',
    ],
  },
);

const bounds = fc.record(
  {
    tools: few('git', 'editor'),
    paths: few('docs/', 'src'),
    networkZones: few('inside'),
    duration: fc.constantFrom('PT1H', 'P3650D'),
  },
  { requiredKeys: [] },
);

const lease = fc.record(
  {
    type: fc.constant('AgentCapabilityLease'),
    lease: fc.record(
      {
        leaseId: fc.constant('urn:srcos:lease:one'),
        agentId: agents,
        workspaceId: fc.constant(workspaceId),
        grantedBy: people,
        capability: fc.constantFrom('repo.read', 'document.write', 'mail.send'),
        scope: bounds,
        issuedAt: moment,
        expiresAt: later,
        policyBundleHash: hash,
        requiresHumanApproval: fc.boolean(),
        revocable: fc.constant(true),
        revokedAt: later,
        revokedBy: people,
        auditId: fc.constant('urn:srcos:audit:41'),
        signature: fc.constant('c2ln'),
      },
      {
        requiredKeys: [
          'leaseId',
          'agentId',
          'workspaceId',
          'grantedBy',
          'capability',
          'scope',
          'issuedAt',
          'expiresAt',
          'policyBundleHash',
          'requiresHumanApproval',
          'revocable',
          'auditId',
          'signature',
        ],
      },
    ),
    parentLeaseId: fc.constant('urn:srcos:lease:parent'),
  },
  { requiredKeys: ['type', 'lease'] },
);

const tier = fc.record({
  type: fc.constant('AgentTrustTier'),
  agentId: agents,
  scopeId: fc.constant(workspaceId),
  trustTier: fc.constantFrom(...trustTier.values),
  decision: fc.integer({ min: 1, max: 9 }),
  reason: words,
  decidedBy: people,
  decidedAt: moment,
  approvals: fc.constant([]),
});

const toolGrants = fc.dictionary(
  fc.constantFrom('git', 'editor'),
  fc.record(
    {
      operations: few('log', 'diff'),
      bounds: fc.record({ paths: few('docs/', 'src') }, { requiredKeys: [] }),
      requiresHumanApproval: fc.boolean(),
    },
    { requiredKeys: ['requiresHumanApproval'] },
  ),
  { noNullPrototype: true },
);

const toolGrant = fc.record(
  {
    type: fc.constant('AgentToolGrant'),
    agentId: agents,
    workspaceId: fc.constant(workspaceId),
    toolGrants,
    policyBundleHash: hash,
    grantedBy: people,
    grantedAt: moment,
    expiresAt: later,
    revocation: fc.record({ revokedAt: moment, revokedBy: people }),
  },
  { requiredKeys: ['type', 'agentId', 'workspaceId', 'toolGrants', 'policyBundleHash', 'grantedBy', 'grantedAt'] },
);

/** Valid records of every type, some of them revoked. */
export const agentRegistryRecords = fc
  .oneof({ weight: 2, arbitrary: manifest }, { weight: 2, arbitrary: lease }, tier, toolGrant)
  .map((record) => record as unknown as AgentRegistryRecord);

/** The object that a record stands under. */
export const objectIdOf = ({ type, agentId }: Readonly<Record<string, unknown>>): string => {
  switch (type) {
    case 'AgentCapabilityLease':
      return 'urn:srcos:lease:one';
    case 'AgentTrustTier':
      return trustTierId(typeof agentId === 'string' ? agentId : scout);
    case 'AgentToolGrant':
      return 'urn:srcos:tool-grant:one';
    default:
      return 'urn:srcos:agent:writer';
  }
};
