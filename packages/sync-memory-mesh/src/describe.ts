import type { Card } from '@sourceos/sync-kernel';
import { membersIn, membersOf, textOf, type MemoryChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { capital, listed, quoted } from './words/words.js';

/** What a person calls a memory: `the preference "Release notes are …"`. */
const wordsFor = ({ objectId, before, after }: MemoryChange): string => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const content = textOf(old.content) ?? textOf(next.content);
  return `the ${textOf(old.kind) ?? textOf(next.kind) ?? 'memory'} ${content === undefined ? objectId : quoted(content)}`;
};

const titleOf = (change: MemoryChange): string => {
  const { before, after, pointers } = change;
  const words = capital(wordsFor(change));
  if (after === undefined) return `${words} would be forgotten.`;
  const [old, next] = [membersOf(before), membersOf(after)];
  const state = textOf(next.promotionState);
  if (before === undefined) {
    const widens = textOf(membersIn(next.provenance).widens);
    return `${words} would be ${state ?? 'remembered'}${widens === undefined ? '' : `, and widen ${widens}`}.`;
  }
  if (state !== undefined && state !== old.promotionState) return `${words} would be ${state}.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  return fields.length === 0 ? `${words} would stay as it is.` : `${words} would change in ${listed(fields)}.`;
};

/** The card of a change: what agents would remember, why that is risky, and what to do instead. */
export const describe = (change: MemoryChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'Nothing that agents believe changes, and it can be rolled back.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
