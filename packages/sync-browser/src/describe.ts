import { capital, cardOf, changedMembers, changeTitle, membersOf, textOf, type Card } from '@sourceos/sync-kernel';
import type { BrowserChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { recordWords } from './names/words.js';

const titleOf = (change: BrowserChange): string => {
  const { objectId, before, after } = change;
  const words = capital(recordWords(before ?? after, objectId));
  const fields = before === undefined || after === undefined ? [] : changedMembers(change.pointers);
  const [from, to] = [textOf(membersOf(before).parent), textOf(membersOf(after).parent)];
  if (fields.length > 0 && from !== to && fields.every((field) => field === 'parent' || field === 'order')) {
    return `${words} would move from ${from ?? 'nowhere'} to ${to ?? 'nowhere'}.`;
  }
  if (fields.length === 1 && fields[0] === 'order') return `${words} would take another place among its siblings.`;
  return changeTitle(words, change);
};

/** The card of a change: what would happen to what, who gains by it, and what to do instead. */
export const describe = (change: BrowserChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'Nobody gains anything by it, and it can be rolled back.',
  });
