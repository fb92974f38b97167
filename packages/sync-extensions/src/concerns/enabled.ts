import { listed, membersOf } from '@sourceos/sync-kernel';
import { permissionsGained } from '../permissions/gain.js';
import type { Concern, ExtensionsChange } from './concern.js';
import { gainWords } from './permissions.js';

/** Whether an extension that was off, or not there, is on. That one goes off must not wait for a person. */
export const enables = ({ before, after }: Pick<ExtensionsChange, 'before' | 'after'>): boolean =>
  membersOf(before).enabled !== true && membersOf(after).enabled === true;

/** An extension starts to run, with everything that it may do. */
export const enabledConcerns = (change: ExtensionsChange): readonly Concern[] => {
  if (!enables(change)) return [];
  const all = permissionsGained({}, membersOf(change.after).permissions).map(gainWords);
  return [
    {
      kind: 'enabled',
      pointers: ['/enabled'],
      sentence: all.length === 0 ? 'It is switched on.' : `It is switched on, and may: ${listed(all, 8)}.`,
      alternative: 'Take it switched off.',
    },
  ];
};
