import type { Reason } from '@sourceos/sync-kernel';
import { isAgentId } from '../registry/object-id.js';
import { membersOf } from '../registry/members.js';
import { isMarkPointer, markOf, revocationRules } from './revocation.js';
import { denied, type Question } from './rule.js';

/** What an agent is, people say: an agent's own claim is worth nothing, and neither is another agent's. */
export const manifestAuthority = (question: Question): readonly Reason[] => {
  const { change, after } = question;
  const mark = markOf(after);
  if (mark !== undefined) {
    return revocationRules(
      question,
      '/revocation/revokedBy',
      membersOf(mark).revokedBy,
      [change.objectId],
      isMarkPointer,
    );
  }
  return isAgentId(change.authorId) ? [denied('', 'An agent writes no manifest, its own or another.')] : [];
};
