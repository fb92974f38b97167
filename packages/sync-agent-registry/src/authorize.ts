import {
  engineDenied,
  isAgent,
  judgeByType,
  kindOfUrn,
  type AuthorizeContext,
  type Reason,
  type RulesByType,
} from '@sourceos/sync-kernel';
import { leaseAuthority } from './authority/lease-authority.js';
import { manifestAuthority } from './authority/manifest-authority.js';
import type { AgentRegistryChange } from './authority/rule.js';
import { toolGrantAuthority } from './authority/tool-grant-authority.js';
import { trustTierAuthority } from './authority/trust-tier-authority.js';
import type { AgentRegistryRecord } from './record.js';
import { kindOfType } from './registry/object-id.js';

const rulesOf: RulesByType<AgentRegistryRecord> = {
  AgentManifest: manifestAuthority,
  AgentCapabilityLease: leaseAuthority,
  AgentTrustTier: trustTierAuthority,
  AgentToolGrant: toolGrantAuthority,
};

const deletionRules = ({ objectId, authorId, before }: AgentRegistryChange): readonly Reason[] => {
  if (isAgent(authorId)) return [engineDenied('', 'An agent deletes nothing here.')];
  if (before?.type === 'AgentTrustTier' || kindOfUrn(objectId) === 'trust-tier') {
    // The count of decisions would begin anew, and old approvals count once more.
    return [engineDenied('', 'Decisions about a tier are not deleted: the agent is made untrusted.')];
  }
  return [];
};

/**
 * What the registry allows. It asks about the write, the scope's roots, and what other objects said before the write:
 * writes are judged in one order on all devices.
 */
export const authorize = (change: AgentRegistryChange, context: AuthorizeContext): readonly Reason[] => {
  if (change.after === undefined) return deletionRules(change);
  return judgeByType(kindOfType, rulesOf, change, context);
};
