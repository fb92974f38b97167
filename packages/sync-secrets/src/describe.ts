import { cardOf, changeTitle, membersOf, numberOf, textOf, type Card } from '@sourceos/sync-kernel';
import { isAbout, type SecretsChange } from './concerns/concern.js';
import { concernsOf, summary } from './concerns/concerns-of.js';
import { isRevoking } from './concerns/revocation.js';

/** What a person calls the record: `The reference github/deploy`, or a lease by whom it is for and of what. */
const subjectOf = (change: SecretsChange): string => {
  const { name, holderId, secretId } = membersOf(change.before ?? change.after);
  return isAbout(change, 'SecretLease')
    ? `The lease of ${textOf(secretId) ?? 'a secret'} for ${textOf(holderId) ?? 'somebody'}`
    : `The reference ${textOf(name) ?? change.objectId}`;
};

const titleOf = (change: SecretsChange): string => {
  const { before, after } = change;
  const subject = subjectOf(change);
  if (after === undefined) return changeTitle(subject, change);
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
  return changeTitle(subject, change, {}, Infinity);
};

/** The card of a change: what would happen to which reference or lease, what makes it risky, and what to do instead. */
export const describe = (change: SecretsChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'It gives nobody anything, and is not taken back: programs that need the secret stop working.',
    summary,
  });
