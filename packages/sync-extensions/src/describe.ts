import type { Card } from '@sourceos/sync-kernel';
import type { ExtensionsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { membersOf, textOf } from './names/members.js';
import { capital, listed, wordsFor } from './names/words.js';

const titleOf = ({ objectId, before, after, pointers }: ExtensionsChange): string => {
  const words = capital(wordsFor(before ?? after, objectId));
  if (after === undefined) return `${words} would be deleted.`;
  if (before === undefined) return `${words} would be created.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  if (fields.length === 0) return `${words} would stay as it is.`;
  const [old, next] = [membersOf(before), membersOf(after)];
  if (fields.length === 1 && fields[0] === 'enabled') {
    return `${words} would be switched ${next.enabled === true ? 'on' : 'off'}.`;
  }
  const [from, to] = [textOf(old.version), textOf(next.version)];
  const others = fields.filter((field) => field !== 'version' && field !== 'packageHash');
  if (from === undefined || to === undefined || from === to) return `${words} would change in ${listed(fields)}.`;
  const also = others.length === 0 ? '' : `, and change in ${listed(others)}`;
  return `${words} would go from version ${from} to ${to}${also}.`;
};

/** The card of a change: what would happen to which extension, what it gains, and what to do instead. */
export const describe = (change: ExtensionsChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'Nothing may do more than before, and it can be switched off at once.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
