import { membersOf, textOf } from '@sourceos/sync-kernel';
import type { Concern, PolicyChange } from './concern.js';

/** A bundle moves to another layer, or an edition comes that is older than the one in force. */
export const editionConcerns = ({ before, after, pointers }: PolicyChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (before === undefined || pointers.length === 0 || next.type !== 'PolicyBundle' || old.type !== 'PolicyBundle')
    return [];
  const found: Concern[] = [];
  if (old.layer !== next.layer) {
    const [from, to] = [textOf(old.layer) ?? 'no layer', textOf(next.layer) ?? 'no layer'];
    found.push({
      kind: 'layer',
      pointers: ['/layer'],
      sentence: `It would speak for the layer ${to} instead of ${from}.`,
      alternative: `Leave the bundle of the layer ${from}, and write one for ${to} beside it.`,
    });
  }
  if (typeof old.edition === 'number' && typeof next.edition === 'number' && next.edition <= old.edition) {
    found.push({
      kind: 'edition',
      pointers: ['/edition'],
      sentence: `Edition ${String(next.edition)} comes after ${String(old.edition)}: the stricter of both holds.`,
      alternative: 'Ask its author which of the two is meant.',
    });
  }
  return found;
};
