import { engineDenied, isAgent, membersOf, type Reason } from '@sourceos/sync-kernel';
import { isMarkPointer, markOf, revocationRules } from './revocation.js';
import type { Question } from './rule.js';

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
  return isAgent(change.authorId) ? [engineDenied('', 'An agent writes no manifest, its own or another.')] : [];
};
