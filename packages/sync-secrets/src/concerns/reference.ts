import { membersOf, textOf, type Concern, type Members } from '@sourceos/sync-kernel';
import { spaced } from '../names/words.js';
import { isAbout, type SecretsChange } from './concern.js';

const nameOf = (reference: Members): string => textOf(reference.name) ?? 'it';

const placeOf = (reference: Members): string =>
  `${textOf(reference.keyId) ?? 'an entry'} of ${textOf(reference.vaultId) ?? 'a vault'}`;

const lookFirst = 'Look in the vault first whether that entry is the one that is meant.';

/** Whether the value comes from another place, and what that means by the version beside it. */
const placeConcern = (old: Members, next: Members): readonly Concern[] => {
  const pointers = ['vaultId', 'keyId'].filter((name) => old[name] !== next[name]).map((name) => `/${name}`);
  if (pointers.length === 0) return [];
  const places = `${placeOf(next)} instead of ${placeOf(old)}`;
  return old.version === next.version
    ? [
        {
          pointers,
          sentence: `Without a rotation, whoever asks for ${nameOf(next)} is given another value: ${places}.`,
          alternative: 'Ask for a rotation to a new version.',
        },
      ]
    : [{ pointers, sentence: `The value comes from another place: ${places}.`, alternative: lookFirst }];
};

/** What a name leads to comes, goes, or is another. */
export const referenceConcerns = (change: SecretsChange): readonly Concern[] => {
  if (!isAbout(change, 'SecretReference')) return [];
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  if (change.after === undefined) {
    return [
      {
        pointers: [''],
        sentence: `Whoever asks for ${nameOf(old)} is given nothing, and leases of it lead nowhere.`,
        alternative: 'Revoke it instead: then everybody can see why.',
      },
    ];
  }
  if (change.before === undefined) {
    return [
      {
        pointers: ['/name', '/vaultId', '/keyId'],
        sentence: `Whoever asks for ${nameOf(next)} is given ${placeOf(next)}.`,
        alternative: lookFirst,
      },
    ];
  }
  const found: Concern[] = [];
  if (old.name !== next.name) {
    found.push({
      pointers: ['/name'],
      sentence: `${placeOf(next)} is given to whoever asks for ${nameOf(next)} instead of ${nameOf(old)}.`,
      alternative: 'Make another reference under that name.',
    });
  }
  const [was, is] = [textOf(old.kind) ?? '', textOf(next.kind) ?? ''];
  if (was !== is) {
    found.push({
      pointers: ['/kind'],
      sentence: `Programs handle it as a ${spaced(is)} instead of a ${spaced(was)}.`,
      alternative: 'Make another reference of that kind.',
    });
  }
  return [...found, ...placeConcern(old, next)];
};
