import type { Card } from '@sourceos/sync-kernel';
import type { BrowserChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { membersOf, textOf } from './names/members.js';
import { capital, listed, wordsFor } from './names/words.js';

const titleOf = ({ objectId, before, after, pointers }: BrowserChange): string => {
  const words = capital(wordsFor(before ?? after, objectId));
  if (after === undefined) return `${words} would be deleted.`;
  if (before === undefined) return `${words} would be created.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  if (fields.length === 0) return `${words} would stay as it is.`;
  const [from, to] = [textOf(membersOf(before).parent), textOf(membersOf(after).parent)];
  if (from !== to && fields.every((field) => field === 'parent' || field === 'order')) {
    return `${words} would move from ${from ?? 'nowhere'} to ${to ?? 'nowhere'}.`;
  }
  if (fields.length === 1 && fields[0] === 'order') return `${words} would take another place among its siblings.`;
  return `${words} would change in ${listed(fields)}.`;
};

/** The card of a change: what would happen to what, who gains by it, and what to do instead. */
export const describe = (change: BrowserChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'Nobody gains anything by it, and it can be rolled back.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
