import type { Concern, SummaryBounds } from '@sourceos/sync-kernel';
import type { SecretsChange } from './concern.js';
import { leaseConcerns } from './lease.js';
import { referenceConcerns } from './reference.js';
import { revocationConcerns } from './revocation.js';
import { rotationConcerns } from './rotation.js';

/** A record of one type in the place of one of the other. No rule of either is about it, and nobody may write it. */
const typeConcern: Concern = {
  pointers: ['/type'],
  sentence: 'A reference would stand in the place of a lease, or a lease in that of a reference.',
  alternative: 'Ask for a record of its own.',
};

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: SecretsChange): readonly Concern[] => {
  const { before, after } = change;
  if (before !== undefined && after !== undefined && before.type !== after.type) return [typeConcern];
  return [
    ...revocationConcerns(change),
    ...referenceConcerns(change),
    ...rotationConcerns(change),
    ...leaseConcerns(change),
  ];
};

/** No more sentences than a person takes in before deciding, the gravest first. */
export const summary: SummaryBounds = { most: 5, rest: (count) => `${String(count)} more of it changes.` };
