import { capital, cardOf, changeTitle, membersOf, quoted, textOf, type Card } from '@sourceos/sync-kernel';
import type { MemoryChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What a person calls a memory: `the preference "Release notes are …"`. */
const wordsFor = ({ objectId, before, after }: MemoryChange): string => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const content = textOf(old.content) ?? textOf(next.content);
  return `the ${textOf(old.kind) ?? textOf(next.kind) ?? 'memory'} ${content === undefined ? objectId : quoted(content)}`;
};

const titleOf = (change: MemoryChange): string => {
  const { before, after } = change;
  const words = capital(wordsFor(change));
  if (after === undefined) return `${words} would be forgotten.`;
  const [old, next] = [membersOf(before), membersOf(after)];
  const state = textOf(next.promotionState);
  if (before === undefined) {
    const widens = textOf(membersOf(next.provenance).widens);
    return `${words} would be ${state ?? 'remembered'}${widens === undefined ? '' : `, and widen ${widens}`}.`;
  }
  if (state !== undefined && state !== old.promotionState) return `${words} would be ${state}.`;
  return changeTitle(words, change);
};

/** The card of a change: what agents would remember, why that is risky, and what to do instead. */
export const describe = (change: MemoryChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'Nothing that agents believe changes, and it can be rolled back.',
  });
