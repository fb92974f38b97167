import type { ClientsChange } from '../authority/rule.js';
import { membersOf, type Members } from '../registry/members.js';

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

/** Both sides of a change that leaves a record of one type; undefined for any other. */
export const sidesOf = (
  { before, after }: ClientsChange,
  type: string,
): { readonly old: Members; readonly next: Members } | undefined => {
  const next = membersOf(after);
  return next.type === type ? { old: membersOf(before), next } : undefined;
};
