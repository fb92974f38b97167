import { engineDenied, isAgent, kindOfUrn, membersOf, type AuthorizeContext, type Reason } from '@sourceos/sync-kernel';
import { leaseAuthority } from './authority/lease-authority.js';
import { manifestAuthority } from './authority/manifest-authority.js';
import type { AgentRegistryChange, Question } from './authority/rule.js';
import { toolGrantAuthority } from './authority/tool-grant-authority.js';
import { trustTierAuthority } from './authority/trust-tier-authority.js';
import { kindOfType } from './registry/object-id.js';

const rulesOf: Readonly<Record<string, (question: Question) => readonly Reason[]>> = {
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
  const { objectId, before, after } = change;
  if (after === undefined) return deletionRules(change);
  const members = membersOf(after);
  const type = typeof members.type === 'string' && Object.hasOwn(kindOfType, members.type) ? members.type : '';
  const rules = rulesOf[type];
  // A patch of what is not in force leaves a part of a record.
  if (rules === undefined) return [engineDenied('', 'There is no record in force that this is a part of.')];
  if (kindOfType[type] !== kindOfUrn(objectId)) {
    return [engineDenied('/type', `A record of this type is named by urn:srcos:${kindOfType[type] ?? ''}:….`)];
  }
  if (before !== undefined && before.type !== type) return [engineDenied('/type', 'A record stays of its type.')];
  return rules({ change, context, before: before === undefined ? undefined : membersOf(before), after: members });
};
