import { changesOf, type ChangeChoices } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { AgentCapabilityLease, AgentManifest, AgentRegistryRecord, AgentToolGrant } from './record.js';
import { trustTierId } from './registry/object-id.js';
import type { AgentTrustTier } from './record.js';

const maker = changesOf<AgentRegistryRecord>(manifest);

/** Makes the changes of the registry, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Grants a lease; its own id names the object. */
  grant: (lease: AgentCapabilityLease, choices?: ChangeChoices) => maker.put(lease.lease.leaseId, lease, choices),
  /**
   * Revokes a lease, for ever.
   *
   * @param by who revokes: the author of the change
   * @param at milliseconds since the epoch
   */
  revokeLease: (record: AgentCapabilityLease, by: string, at: number, choices?: ChangeChoices) =>
    maker.put(
      record.lease.leaseId,
      { ...record, lease: { ...record.lease, revokedAt: new Date(at).toISOString(), revokedBy: by } },
      choices,
    ),
  /** Revokes an agent or a tool grant, for ever. */
  revoke: (objectId: string, record: AgentManifest | AgentToolGrant, by: string, at: number, choices?: ChangeChoices) =>
    maker.put(objectId, { ...record, revocation: { revokedAt: new Date(at).toISOString(), revokedBy: by } }, choices),
  /** Decides about an agent's tier; a raise carries the roots' approvals (`approvalMessage`). */
  decideTier: (decision: AgentTrustTier, choices?: ChangeChoices) =>
    maker.put(trustTierId(decision.agentId), decision, choices),
} as const;
