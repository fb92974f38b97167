import { listed, membersOf, textOf } from '@sourceos/sync-kernel';
import { permissionsGained } from '../permissions/gain.js';
import type { Concern, ExtensionsChange } from './concern.js';
import { enables } from './enabled.js';
import { gainWords } from './permissions.js';

const pointers = ['/publisher', '/registry', '/permissions'];

/** An extension comes, or goes with everything that it keeps. */
export const arrivalConcerns = (change: ExtensionsChange): readonly Concern[] => {
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  if (change.after === undefined && old.type === 'Extension') {
    const sentence = 'It is removed, with everything that it keeps.';
    return [{ kind: 'arrival', pointers, sentence, alternative: 'Switch it off instead.' }];
  }
  if (change.before !== undefined || next.type !== 'Extension') return [];
  const publisher = textOf(membersOf(next.publisher).id) ?? 'nobody known';
  const from = textOf(next.registry) ?? 'nowhere known';
  const all = permissionsGained({}, next.permissions).map(gainWords);
  const may = all.length === 0 || enables(change) ? '' : ` Once it is on, it may: ${listed(all, 8)}.`;
  return [
    {
      kind: 'arrival',
      pointers,
      sentence: `It is new here: by ${publisher}, from ${from}.${may}`,
      alternative: 'Install it here yourself, from its registry.',
    },
  ];
};
