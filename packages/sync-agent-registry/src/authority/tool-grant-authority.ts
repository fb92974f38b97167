import { engineDenied, isAgent, membersOf, timeOf, type Reason } from '@sourceos/sync-kernel';
import { isMarkPointer, markOf, revocationRules } from './revocation.js';
import type { Question } from './rule.js';

/** People grant tools, each in their own name, and to the agent that the grant was made for. */
export const toolGrantAuthority = (question: Question): readonly Reason[] => {
  const { change, context, before, after } = question;
  const mark = markOf(after);
  if (mark !== undefined) {
    const holders = [before?.agentId, before?.grantedBy];
    return revocationRules(question, '/revocation/revokedBy', membersOf(mark).revokedBy, holders, isMarkPointer);
  }
  if (isAgent(change.authorId)) return [engineDenied('', 'An agent grants no tools, to itself or to another.')];
  const found: Reason[] = [];
  const { scopeId } = context.control;
  if (after.grantedBy !== change.authorId) found.push(engineDenied('/grantedBy', 'Who grants tools signs it.'));
  if (before !== undefined && before.agentId !== after.agentId) {
    found.push(engineDenied('/agentId', 'A grant stays with its agent: another agent gets another grant.'));
  }
  if (scopeId.startsWith('urn:srcos:workspace:') && after.workspaceId !== scopeId) {
    found.push(engineDenied('/workspaceId', 'A grant kept in a workspace is for that workspace.'));
  }
  if (after.expiresAt !== undefined && !(context.wall < timeOf(after.expiresAt))) {
    found.push(engineDenied('/expiresAt', 'The grant had ended when it was written.'));
  }
  return found;
};
