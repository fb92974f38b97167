import type { Classification } from '@sourceos/sync-kernel';
import type { ModelsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { summaryOf } from './concerns/summary.js';

/** Where requests go, how far and how sensitive, and what answers them, is dangerous; what a device has flows. */
export const classify = (change: ModelsChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) {
    return { danger: 'benign', pointers: [], sentence: 'Nothing about where requests go changes.' };
  }
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: summaryOf(concerns),
  };
};
