import {
  textsOf,
  engineDenied,
  isAgent,
  membersOf,
  reasonOf,
  textOf,
  timeOf,
  type AuthorizeContext,
  type Members,
  type Reason,
} from '@sourceos/sync-kernel';
import { coversCapability, wideningsOf } from '../lease/attenuation.js';
import { trustTierId } from '../registry/object-id.js';
import { revocationRules } from './revocation.js';
import type { Question } from './rule.js';

const isRevocationMark = (pointer: string): boolean => pointer === '/lease/revokedAt' || pointer === '/lease/revokedBy';

/** What the agent's manifest lets be leased to it at most. */
const manifestRules = (lease: Members, { lookup }: AuthorizeContext): readonly Reason[] => {
  const agentId = textOf(lease.agentId) ?? '';
  const manifest = membersOf(lookup(agentId));
  if (manifest.type !== 'AgentManifest') {
    return [engineDenied('/lease/agentId', 'The agent has no manifest in force: nothing can be leased to it.')];
  }
  const capability = textOf(lease.capability) ?? '';
  if (textsOf(manifest.capabilities).some((each) => coversCapability(each, capability))) return [];
  return [engineDenied('/lease/capability', "The capability is not in the agent's manifest.")];
};

/** What an agent may hand on: a part of a live lease of its own, where its tier lets it delegate. */
const carvingRules = ({ change, context, after }: Question, lease: Members): readonly Reason[] => {
  const { authorId } = change;
  const parentId = textOf(after.parentLeaseId);
  if (parentId === undefined) {
    return isAgent(authorId)
      ? [engineDenied('/parentLeaseId', 'An agent grants only a part of a lease of its own.')]
      : [];
  }
  const { type, lease: found } = membersOf(context.lookup(parentId));
  const parent = membersOf(found);
  if (type !== 'AgentCapabilityLease') {
    return [engineDenied('/parentLeaseId', 'The parent is not in force: never granted, revoked or deleted.')];
  }
  const reasons: Reason[] = [];
  if (isAgent(authorId)) {
    if (parent.agentId !== authorId)
      reasons.push(engineDenied('/parentLeaseId', 'The parent is the lease of another agent.'));
    if (membersOf(context.lookup(trustTierId(authorId))).trustTier !== 'delegating') {
      reasons.push(engineDenied('/lease/grantedBy', 'The trust tier of the agent does not let it delegate.'));
    }
  }
  if (!(context.wall < timeOf(parent.expiresAt))) {
    reasons.push(reasonOf('lease_expired', { pointer: '/parentLeaseId', evidence: { lease: parentId } }));
  }
  for (const { pointer, sentence } of wideningsOf(parent, lease)) reasons.push(engineDenied(pointer, sentence));
  return reasons;
};

const grantRules = (question: Question, lease: Members): readonly Reason[] => {
  const { change, context } = question;
  const { scopeId } = context.control;
  const found: Reason[] = [];
  if (lease.leaseId !== change.objectId) found.push(engineDenied('/lease/leaseId', 'A lease is named by its leaseId.'));
  if (scopeId.startsWith('urn:srcos:workspace:') && lease.workspaceId !== scopeId) {
    found.push(engineDenied('/lease/workspaceId', 'A lease kept in a workspace is for that workspace.'));
  }
  if (lease.grantedBy !== change.authorId) found.push(engineDenied('/lease/grantedBy', 'Who grants a lease signs it.'));
  if (lease.agentId === change.authorId) {
    found.push(engineDenied('/lease/agentId', 'An agent grants nothing to itself.'));
  }
  if (!(timeOf(lease.expiresAt) > timeOf(lease.issuedAt))) {
    found.push(engineDenied('/lease/expiresAt', 'A lease ends after it begins.'));
  }
  if (!(context.wall < timeOf(lease.expiresAt))) {
    found.push(reasonOf('lease_expired', { pointer: '/lease/expiresAt', evidence: { lease: change.objectId } }));
  }
  return [...found, ...manifestRules(lease, context), ...carvingRules(question, lease)];
};

/** A lease is granted, and later revoked. Nothing else of it changes, whoever asks: another is granted instead. */
export const leaseAuthority = (question: Question): readonly Reason[] => {
  const { change, before, after } = question;
  const lease = membersOf(after.lease);
  const held = membersOf(before?.lease);
  if (lease.revokedAt !== undefined || lease.revokedBy !== undefined) {
    const holders = before === undefined ? [] : [held.agentId, held.grantedBy];
    return revocationRules(question, '/lease/revokedBy', lease.revokedBy, holders, isRevocationMark);
  }
  if (before === undefined) return grantRules(question, lease);
  const [changed] = change.pointers;
  return changed === undefined
    ? []
    : [engineDenied(changed, 'A lease does not change: it is revoked, and another one granted.')];
};
