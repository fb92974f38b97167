import { membersOf, numberOf, textOf, type Concern, type Members } from '@sourceos/sync-kernel';
import { spaced } from '../names/words.js';
import { isAbout, type SecretsChange } from './concern.js';

const rotationOf = (reference: Members): Members => membersOf(reference.rotation);

const every = (days: unknown): string => (typeof days === 'number' ? `every ${String(days)} days` : 'at will');

/** Another version of the value is the one in use. */
const versionConcerns = (old: Members, next: Members): readonly Concern[] => {
  const [was, is] = [numberOf(old.version), numberOf(next.version)];
  if (was === undefined || is === undefined || was === is) return [];
  const pointers = ['/version'];
  const versions = `version ${String(is)} instead of version ${String(was)}`;
  if (is < was) {
    return [
      {
        pointers,
        sentence: `Programs are given ${versions}: a value that was rotated away, perhaps because others know it.`,
        alternative: 'Rotate to a new version.',
      },
    ];
  }
  const found: Concern[] = [
    {
      pointers,
      sentence: `Programs are given ${versions}, and leases of version ${String(was)} end.`,
      alternative: `Look in the vault first whether version ${String(is)} is there.`,
    },
  ];
  if (rotationOf(next).previousVersion !== was) {
    found.push({
      pointers: ['/rotation/previousVersion'],
      sentence: `It does not say that it replaces version ${String(was)}.`,
      alternative: 'Ask its author which versions there were in between.',
    });
  }
  return found;
};

const usable = new Set<unknown>(['current', 'rotating']);

/** A version in use is said to be otherwise than it was, and no other takes its place. */
const stateConcerns = (old: Members, next: Members): readonly Concern[] => {
  const [was, is] = [textOf(rotationOf(old).state) ?? '', textOf(rotationOf(next).state) ?? ''];
  if (was === is || old.version !== next.version) return [];
  const again = usable.has(is) && !usable.has(was);
  return [
    {
      pointers: ['/rotation/state'],
      sentence: again
        ? `A version that is ${spaced(was)} would be used again.`
        : `Its version is said to be ${spaced(is)} instead of ${spaced(was)}.`,
      alternative: again ? 'Rotate to a new version.' : 'Ask its author what happened to it.',
    },
  ];
};

/** What a rotation changes, and what puts the next one off. */
export const rotationConcerns = (change: SecretsChange): readonly Concern[] => {
  if (!isAbout(change, 'SecretReference') || change.before === undefined || change.after === undefined) return [];
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  const found = [...versionConcerns(old, next), ...stateConcerns(old, next)];
  const [was, is] = [rotationOf(old), rotationOf(next)];
  if (was.intervalDays !== is.intervalDays) {
    found.push({
      pointers: ['/rotation/intervalDays'],
      sentence: `It is to be rotated ${every(is.intervalDays)} instead of ${every(was.intervalDays)}.`,
      alternative: `Keep it ${every(was.intervalDays)}.`,
    });
  }
  if (was.rotatedAt !== is.rotatedAt && old.version === next.version) {
    found.push({
      pointers: ['/rotation/rotatedAt'],
      sentence: `It is said to have been rotated at ${textOf(is.rotatedAt) ?? 'no time'}, and its version is the same.`,
      alternative: 'Ask for a rotation to a new version.',
    });
  }
  return found;
};
