import type { Classification } from '@sourceos/sync-kernel';
import type { AuditChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Open text, and evidence that goes, are dangerous; an entry without either is not. */
export const classify = (change: AuditChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) {
    return { danger: 'benign', pointers: [], sentence: 'It adds an entry, and takes nothing away.' };
  }
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
