import type { AgentRegistryChange } from '../authority/rule.js';
import { membersOf, type Members } from '../registry/members.js';

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

/** Both sides of a change of one type of record, or undefined where it is of another. */
export const sidesOf = (
  { before, after }: AgentRegistryChange,
  type: string,
): { readonly old: Members; readonly next: Members } | undefined => {
  const [old, next] = [membersOf(before), membersOf(after)];
  return (next.type ?? old.type) === type ? { old, next } : undefined;
};
