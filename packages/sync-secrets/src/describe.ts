import type { Card } from '@sourceos/sync-kernel';
import { isAbout, membersOf, numberOf, textOf, type SecretsChange } from './concerns/concern.js';
import { concernsOf, sentencesOf } from './concerns/concerns-of.js';
import { isRevoking } from './concerns/revocation.js';
import { listed } from './names/words.js';

/** What a person calls the record: `The reference github/deploy`, or a lease by whom it is for and of what. */
const subjectOf = (change: SecretsChange): string => {
  const { name, holderId, secretId } = membersOf(change.before ?? change.after);
  return isAbout(change, 'SecretLease')
    ? `The lease of ${textOf(secretId) ?? 'a secret'} for ${textOf(holderId) ?? 'somebody'}`
    : `The reference ${textOf(name) ?? change.objectId}`;
};

const titleOf = (change: SecretsChange): string => {
  const { before, after, pointers } = change;
  const subject = subjectOf(change);
  if (after === undefined) return `${subject} would be deleted.`;
  if (before === undefined) {
    const end = textOf(membersOf(after).expiresAt);
    return isAbout(change, 'SecretLease')
      ? `${subject} would be granted until ${end ?? 'no end'}.`
      : `${subject} would be added.`;
  }
  if (isRevoking(change)) return `${subject} would be revoked.`;
  const [was, is] = [numberOf(membersOf(before).version), numberOf(membersOf(after).version)];
  if (isAbout(change, 'SecretReference') && was !== undefined && is !== undefined && is > was) {
    return `${subject} would be rotated from version ${String(was)} to version ${String(is)}.`;
  }
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  return fields.length === 0 ? `${subject} would stay as it is.` : `${subject} would change in ${listed(fields)}.`;
};

/** The card of a change: what would happen to which reference or lease, what makes it risky, and what to do instead. */
export const describe = (change: SecretsChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'It gives nobody anything, and is not taken back: programs that need the secret stop working.'
        : sentencesOf(concerns),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
