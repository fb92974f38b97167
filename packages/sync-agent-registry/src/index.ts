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
