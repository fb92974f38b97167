import type { Classification } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What an agent may do, and how far it is trusted, is dangerous; names, and taking something away, are not. */
export const classify = (change: AgentRegistryChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) return { danger: 'benign', pointers: [], sentence: 'No agent may do more than before.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
