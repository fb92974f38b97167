import { engineDenied, isAgent, membersOf, textOf, type Reason } from '@sourceos/sync-kernel';
import type { Question } from './rule.js';

/** Who may end what stands: any person with authority in the scope, its grantor, and the agent that holds it. */
const mayRevoke = (authorId: string, holders: readonly unknown[]): boolean =>
  !isAgent(authorId) || holders.includes(authorId);

/**
 * A write that revokes changes nothing else, and says who revokes. Taking away is easier than giving: it needs neither
 * a parent nor a manifest, and may come before what it revokes.
 */
export const revocationRules = (
  { change, before }: Question,
  pointer: string,
  revokedBy: unknown,
  holders: readonly unknown[],
  isMark: (pointer: string) => boolean,
): readonly Reason[] => {
  const found: Reason[] = [];
  if (textOf(revokedBy) !== change.authorId) found.push(engineDenied(pointer, 'Who revokes signs it.'));
  if (!mayRevoke(change.authorId, holders)) {
    found.push(engineDenied(pointer, 'An agent revokes only what it holds or granted.'));
  }
  if (before !== undefined) {
    const other = change.pointers.find((each) => !isMark(each));
    if (other !== undefined) found.push(engineDenied(other, 'A revocation changes nothing else.'));
  }
  return found;
};

/** The mark of a manifest or tool grant that is revoked. */
export const markOf = (record: unknown): unknown => membersOf(record).revocation;
export const isMarkPointer = (pointer: string): boolean =>
  pointer === '/revocation' || pointer.startsWith('/revocation/');
