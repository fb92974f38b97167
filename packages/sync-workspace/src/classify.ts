import type { Classification } from '@sourceos/sync-kernel';
import type { WorkspaceChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What acts by itself, who acts, where code comes from, and large moves in the tree are dangerous; the rest flows. */
export const classify = (change: WorkspaceChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0)
    return { danger: 'benign', pointers: [], sentence: 'Nothing that acts by itself changes.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
