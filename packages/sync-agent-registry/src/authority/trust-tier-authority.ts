import {
  engineDenied,
  isAgent,
  membersOf,
  reasonOf,
  textOf,
  type Members,
  type Reason,
  type RootApproval,
} from '@sourceos/sync-kernel';
import { bytesOfBase64url } from '@sourceos/sync-kernel/wire';
import type { AgentTrustTier } from '../record.js';
import { trustTierId } from '../registry/object-id.js';
import { rankOf } from '../registry/rank.js';
import { approvalMessage } from './approval-message.js';
import type { Question } from './rule.js';

const approvalsOf = (record: Members): readonly RootApproval[] =>
  (Array.isArray(record.approvals) ? record.approvals : []).flatMap((approval: unknown) => {
    const { publicKey, signature } = membersOf(approval);
    const [key, signed] = [bytesOfBase64url(textOf(publicKey) ?? ''), bytesOfBase64url(textOf(signature) ?? '')];
    return key?.length === 32 && signed?.length === 64 ? [{ publicKey: key, signature: signed }] : [];
  });

/** A tier is decided by people, one decision after the other, and raised only where the scope's roots approve it. */
export const trustTierAuthority = ({ change, context, before, after }: Question): readonly Reason[] => {
  const { authorId, objectId } = change;
  const { scopeId, approvedByRoots } = context.control;
  if (before !== undefined && change.pointers.length === 0) return [];
  if (isAgent(authorId)) return [engineDenied('/trustTier', 'An agent decides about no tier, its own or another.')];
  const found: Reason[] = [];
  const agentId = textOf(after.agentId) ?? '';
  if (trustTierId(agentId) !== objectId) found.push(engineDenied('/agentId', "A tier is named by its agent's name."));
  if (after.scopeId !== scopeId)
    found.push(engineDenied('/scopeId', 'A tier is decided in the scope that it holds in.'));
  if (after.decidedBy !== authorId) found.push(engineDenied('/decidedBy', 'Who decides signs it.'));
  const [was, next] = [before?.decision, after.decision];
  if (typeof was === 'number' && !(typeof next === 'number' && next > was)) {
    found.push(reasonOf('version_rollback', { pointer: '/decision', evidence: { was, next: Number(next ?? 0) } }));
  }
  if (rankOf(after.trustTier) > rankOf(before?.trustTier)) {
    const message = approvalMessage(after as unknown as AgentTrustTier);
    if (approvedByRoots?.(message, approvalsOf(after)) !== true) {
      found.push(
        reasonOf('threshold_not_met', { pointer: '/approvals', evidence: { approvals: approvalsOf(after).length } }),
      );
    }
  }
  return found;
};
