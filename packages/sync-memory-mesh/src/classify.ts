import type { Classification } from '@sourceos/sync-kernel';
import type { MemoryChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What agents believe, do, may use, and for how long is dangerous; words to find it by flow. */
export const classify = (change: MemoryChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0)
    return { danger: 'benign', pointers: [], sentence: 'Nothing that agents believe changes.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
