import { membersOf, type Members } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';

/** Both sides of a change of one type of record, or undefined where it is of another. */
export const sidesOf = (
  { before, after }: AgentRegistryChange,
  type: string,
): { readonly old: Members; readonly next: Members } | undefined => {
  const [old, next] = [membersOf(before), membersOf(after)];
  return (next.type ?? old.type) === type ? { old, next } : undefined;
};
