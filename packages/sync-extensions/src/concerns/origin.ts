import { membersOf, textOf } from '@sourceos/sync-kernel';
import type { Concern, ExtensionsChange } from './concern.js';

/** An extension that is there comes from another registry. */
export const originConcerns = ({ before, after }: ExtensionsChange): readonly Concern[] => {
  const [old, next] = [textOf(membersOf(before).registry), textOf(membersOf(after).registry)];
  if (old === undefined || next === undefined || old === next) return [];
  return [
    {
      kind: 'origin',
      pointers: ['/registry'],
      sentence: `It is installed from ${next} instead of ${old}.`,
      alternative: `Keep ${old}.`,
    },
  ];
};
