import { listed, membersOf } from '@sourceos/sync-kernel';
import { permissionWords } from '../permissions/danger.js';
import { permissionsGained, type PermissionGain } from '../permissions/gain.js';
import type { Concern, ExtensionsChange } from './concern.js';

/** A gain in words: `run commands, everywhere`. */
export const gainWords = ({ permission, reach }: PermissionGain): string =>
  `${permissionWords(permission)}, ${reach === 'all' ? 'everywhere' : `on ${listed(reach)}`}`;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** What an extension that is there may do and could not do before, the gravest first. */
export const permissionConcerns = ({ before, after, pointers }: ExtensionsChange): readonly Concern[] => {
  if (before === undefined || after === undefined) return [];
  const gained = permissionsGained(membersOf(before).permissions, membersOf(after).permissions);
  if (gained.length > 0) {
    return gained.map((gain) => ({
      kind: 'permission',
      pointers: [`/permissions/${escaped(gain.permission)}`],
      sentence: `It gains: ${gainWords(gain)}.`,
      alternative: 'Keep the version that does without.',
    }));
  }
  return pointers.some((pointer) => pointer.split('/')[1] === 'permissions')
    ? [
        {
          kind: 'permission',
          pointers: ['/permissions'],
          sentence: 'It may do less: nothing is gained.',
          alternative: 'Switch it off, which is in force at once.',
        },
      ]
    : [];
};
