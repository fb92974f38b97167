import type { Classification } from '@sourceos/sync-kernel';
import type { ClientsChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Keys, enrolments, revocations and commands are dangerous; names, heartbeats and results flow. */
export const classify = (change: ClientsChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0)
    return { danger: 'benign', pointers: [], sentence: 'No key changes, and no device is told anything.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
