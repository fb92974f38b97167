import type { Classification } from '@sourceos/sync-kernel';
import type { ExtensionsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What may run, by whom and with which permissions is dangerous; a newer version of the same flows, and so does every stop. */
export const classify = (change: ExtensionsChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) return { danger: 'benign', pointers: [], sentence: 'Nothing may do more than before.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
