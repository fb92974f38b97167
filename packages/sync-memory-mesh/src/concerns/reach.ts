import { membersOf, textOf, type Concern } from '@sourceos/sync-kernel';
import { compareScopes } from '../scope/compare-scopes.js';
import { scopeOf, scopeWords } from '../scope/scope-of.js';
import { sensitivity } from '../records/sensitivity.js';
import type { MemoryChange } from './concern.js';

const rank = (value: unknown): number => sensitivity.values.findIndex((name) => name === value);

const endOf = (retention: unknown): number => {
  const { kind, expiresAt } = membersOf(retention);
  const end = kind === 'until' ? Date.parse(textOf(expiresAt) ?? '') : Number.POSITIVE_INFINITY;
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
};

const endWords = (retention: unknown): string => {
  const { kind, expiresAt } = membersOf(retention);
  return kind === 'until' ? `until ${textOf(expiresAt) ?? 'some day'}` : 'until somebody withdraws it';
};

const looser: Readonly<Record<string, number>> = { immutable: 0, author_only: 1, shared: 2 };

/** Where a memory may be used, by whom it may be changed, and for how long it is kept. */
export const reachConcerns = ({ before, after }: MemoryChange): readonly Concern[] => {
  if (after === undefined) return [];
  const [old, next] = [membersOf(before), membersOf(after)];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ pointers: [`/${name}`], sentence, alternative });
  };
  const [from, to] = [scopeOf(old.scope), scopeOf(next.scope)];
  const widens = textOf(membersOf(next.provenance).widens);
  const isNew = before === undefined;
  if (to !== undefined && widens !== undefined && membersOf(old.provenance).widens !== widens) {
    found.push({
      pointers: ['/scope', '/provenance/widens'],
      sentence: `It makes ${widens} usable more widely: for ${scopeWords(to)}.`,
      alternative: 'Keep it where it was made.',
    });
  } else if (to !== undefined && isNew) add('scope', `It is for ${scopeWords(to)}.`, 'Ask for a narrower scope.');
  else if (to !== undefined && from !== undefined && compareScopes(from, to) !== 'same') {
    add(
      'scope',
      `It is for ${scopeWords(to)} instead of ${scopeWords(from)}.`,
      'Make a new memory for the other scope.',
    );
  }
  if (!isNew && rank(old.sensitivity) !== rank(next.sensitivity)) {
    const [a, b] = [textOf(old.sensitivity) ?? 'nothing', textOf(next.sensitivity) ?? 'nothing'];
    const less = rank(next.sensitivity) < rank(old.sensitivity);
    add(
      'sensitivity',
      `It is treated as ${b} instead of ${a}.`,
      less ? `Keep it ${a}.` : 'Ask why it is more sensitive now.',
    );
  }
  if (!isNew && endOf(old.retention) !== endOf(next.retention)) {
    const way = endOf(next.retention) > endOf(old.retention) ? 'longer' : 'for a shorter time';
    add(
      'retention',
      `It is kept ${way}: ${endWords(next.retention)} instead of ${endWords(old.retention)}.`,
      'Keep the end as it was.',
    );
  }
  if (!isNew && old.mutability !== next.mutability) {
    const [a, b] = [looser[textOf(old.mutability) ?? ''] ?? 0, looser[textOf(next.mutability) ?? ''] ?? 0];
    add('mutability', b > a ? 'More people may change it.' : 'Fewer people may change it.', 'Leave who may change it.');
  }
  return found;
};
