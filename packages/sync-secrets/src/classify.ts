import type { Classification } from '@sourceos/sync-kernel';
import type { SecretsChange } from './concerns/concern.js';
import { concernsOf, sentencesOf } from './concerns/concerns-of.js';

/** Only revoking is benign: it takes away, and must not wait for a person. */
export const classify = (change: SecretsChange): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) return { danger: 'benign', pointers: [], sentence: 'Nobody is given anything by it.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: sentencesOf(concerns),
  };
};
