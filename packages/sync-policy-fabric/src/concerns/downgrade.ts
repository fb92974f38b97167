import { counted, membersOf, textOf } from '@sourceos/sync-kernel';
import { textsOf } from '../statement/members.js';
import { shortList } from '../words/words.js';
import type { Concern, PolicyChange } from './concern.js';

/** Bundles that no longer count: the one thing that loosens. */
export const downgradeConcerns = ({ before, after }: PolicyChange): readonly Concern[] => {
  const next = membersOf(after);
  if (next.type !== 'PolicyDowngrade') return [];
  const known = new Set(textsOf(membersOf(before).retires));
  const retires = (textsOf(next.retires) ?? []).filter((hash) => !known.has(hash));
  if (retires.length === 0) return [];
  const layer = textOf(next.layer) ?? 'no layer';
  return [
    {
      kind: 'downgrade',
      pointers: ['/retires'],
      sentence: `What ${counted(retires.length, 'bundle')} of the layer ${layer} or below forbid is no longer forbidden by them: ${shortList(retires)}.`,
      alternative: 'Write a bundle that says what is still needed first, and retire the old one after it.',
    },
  ];
};
