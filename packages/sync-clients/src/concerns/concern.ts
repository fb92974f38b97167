import { membersOf, type Members } from '@sourceos/sync-kernel';
import type { ClientsChange } from '../authority/rule.js';

/** Both sides of a change that leaves a record of one type; undefined for any other. */
export const sidesOf = (
  { before, after }: ClientsChange,
  type: string,
): { readonly old: Members; readonly next: Members } | undefined => {
  const next = membersOf(after);
  return next.type === type ? { old: membersOf(before), next } : undefined;
};
