import type { Classification } from '@sourceos/sync-kernel';
import type { ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { summaryOf } from './concerns/summary.js';

/** What runs, and what it is given, is dangerous; how the shell looks, and what its keys do, flows. */
export const classify = (change: ShellChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) return { danger: 'benign', pointers: [], sentence: 'Nothing that runs changes.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: summaryOf(concerns),
  };
};
