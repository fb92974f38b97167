import { membersOf, textOf, type Concern } from '@sourceos/sync-kernel';
import { spaced } from '../names/words.js';
import type { SecretsChange } from './concern.js';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether a change says that something is revoked which was not. */
export const isRevoking = ({ before, after }: SecretsChange): boolean =>
  before?.revocation === undefined && after?.revocation !== undefined;

/** What was revoked comes back, or the mark is written anew. To revoke is no concern: it only takes away. */
export const revocationConcerns = ({ before, after }: SecretsChange): readonly Concern[] => {
  const revocation = before?.revocation;
  if (revocation === undefined || isSame(revocation, after?.revocation)) return [];
  const { revokedAt, reason } = membersOf(revocation);
  const was = `It was revoked at ${textOf(revokedAt) ?? 'some time'} (${spaced(textOf(reason) ?? 'no reason')})`;
  const pointers = ['/revocation'];
  if (after === undefined) {
    return [{ pointers, sentence: `${was}, and that would be forgotten.`, alternative: 'Keep it, revoked as it is.' }];
  }
  return after.revocation === undefined
    ? [{ pointers, sentence: `${was}, and would be in use again.`, alternative: 'Make a new one in its place.' }]
    : [
        {
          pointers,
          sentence: `${was}, and another reason or time would stand there.`,
          alternative: 'Keep it as it is.',
        },
      ];
};
