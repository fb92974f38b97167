export { manifest } from './manifest.js';
export {
  agentRegistryRecord,
  type AgentCapabilityLease,
  type AgentManifest,
  type AgentRegistryRecord,
  type AgentToolGrant,
  type AgentTrustTier,
} from './record.js';
export { trustTier, type TrustTier } from './records/trust-tier.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { leaseAllows, refusals, type LeaseRefusal, type LeaseUse, type LeaseVerdict } from './lease/lease-allows.js';
export { wideningsOf, type Widening } from './lease/attenuation.js';
export { listBounds, type ListBound } from './lease/bounds.js';
export { approvalMessage, withApprovals } from './authority/approval-message.js';
export { trustTierId } from './registry/object-id.js';
