import { membersOf, textOf } from '@sourceos/sync-kernel';
import { appliesToOf } from '../statement/read-bundle.js';
import { short, targetWords } from '../words/words.js';
import { concernAbout, stillHolds, useDowngrade, type Concern, type PolicyChange } from './concern.js';
import { changedPairs, sameTarget } from './pairs.js';

type Members = Readonly<Record<string, unknown>>;

const limitWords = (limit: Members): string => {
  const target = appliesToOf(limit);
  const about = target === undefined ? '' : ` of ${targetWords(target)}`;
  return `${short(textOf(limit.quantity) ?? 'something')}${about} is at most ${String(limit.maximum)}`;
};

const isLooser = (old: Members, next: Members): boolean =>
  !sameTarget(old, next) || old.quantity !== next.quantity || Number(next.maximum) > Number(old.maximum);

/** Limits that come, go, rise or fall. */
export const limitConcerns = ({ before, after }: PolicyChange): readonly Concern[] =>
  changedPairs(membersOf(before).limits, membersOf(after).limits).map(({ name, old, next }) => {
    const concern = concernAbout('limits', name);
    if (next === undefined) {
      return concern(
        'loosens',
        `The limit ${name} goes, by which ${limitWords(old ?? {})}; ${stillHolds}.`,
        useDowngrade,
      );
    }
    if (old !== undefined && isLooser(old, next)) {
      const sentence = `The limit ${name} would be another: ${limitWords(next)}, where ${limitWords(old)}; ${stillHolds}.`;
      return concern('loosens', sentence, useDowngrade);
    }
    return concern('tightens', `By the limit ${name}, ${limitWords(next)}.`, 'See first what asks for more than that.');
  });
