import * as z from 'zod';
import { agentCapabilityLease } from './records/agent-capability-lease.js';
import { agentManifest } from './records/agent-manifest.js';
import { agentToolGrant } from './records/agent-tool-grant.js';
import { agentTrustTier } from './records/agent-trust-tier.js';

/**
 * The object model of the collection `agents`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own, but for the lease, whose published schema requires one.
 */
export const agentRegistryRecord = z.discriminatedUnion('type', [
  agentManifest,
  agentCapabilityLease,
  agentTrustTier,
  agentToolGrant,
]);

export type AgentRegistryRecord = z.infer<typeof agentRegistryRecord>;
export type AgentManifest = z.infer<typeof agentManifest>;
export type AgentCapabilityLease = z.infer<typeof agentCapabilityLease>;
export type AgentTrustTier = z.infer<typeof agentTrustTier>;
export type AgentToolGrant = z.infer<typeof agentToolGrant>;
