import {
  capital,
  cardOf,
  changedMembers,
  changeTitle,
  listed,
  membersOf,
  shorten,
  textOf,
  type Card,
} from '@sourceos/sync-kernel';
import type { ExtensionsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { recordWords } from './names/words.js';

const titleOf = (change: ExtensionsChange): string => {
  const { objectId, before, after } = change;
  const words = capital(recordWords(before ?? after, objectId));
  const fields = before === undefined || after === undefined ? [] : changedMembers(change.pointers);
  if (fields.length === 0) return changeTitle(words, change);
  const [old, next] = [membersOf(before), membersOf(after)];
  if (fields.length === 1 && fields[0] === 'enabled') {
    return `${words} would be switched ${next.enabled === true ? 'on' : 'off'}.`;
  }
  const [from, to] = [textOf(old.version), textOf(next.version)];
  const others = fields.filter((field) => field !== 'version' && field !== 'packageHash');
  if (from === undefined || to === undefined || from === to) return changeTitle(words, change);
  const also = others.length === 0 ? '' : `, and change in ${listed(others, 5, shorten)}`;
  return `${words} would go from version ${from} to ${to}${also}.`;
};

/** The card of a change: what would happen to which extension, what it gains, and what to do instead. */
export const describe = (change: ExtensionsChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'Nothing may do more than before, and it can be switched off at once.',
  });
