import type { Classification } from '@sourceos/sync-kernel';
import type { PolicyChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { together } from './words/words.js';

/** Everything that decides, or has something decide no more, is dangerous; names and descriptions are not. */
export const classify = (change: PolicyChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) {
    return { danger: 'benign', pointers: [], sentence: 'Nothing that it decides changes.' };
  }
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: together(concerns.map(({ sentence }) => sentence)),
  };
};
