import type { Classification } from '@sourceos/sync-kernel';
import type { BrowserChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Who may reach into pages, where typed words and known bookmarks lead, and whom a site sees are dangerous; the rest flows. */
export const classify = (change: BrowserChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) {
    return {
      danger: 'benign',
      pointers: [],
      sentence: 'Nobody gains anything by it, and nothing known leads elsewhere.',
    };
  }
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
