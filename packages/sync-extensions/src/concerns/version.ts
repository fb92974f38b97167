import { membersOf, textOf } from '@sourceos/sync-kernel';
import { compareExtensionVersions } from '../versions/compare-versions.js';
import type { Concern, ExtensionsChange } from './concern.js';

/** How the version of an extension that is there changes; undefined where there is none before or after. */
export const versionStep = ({ before, after }: Pick<ExtensionsChange, 'before' | 'after'>): number | undefined => {
  const [old, next] = [textOf(membersOf(before).version), textOf(membersOf(after).version)];
  return old === undefined || next === undefined ? undefined : compareExtensionVersions(next, old);
};

/** An older version comes back, with the faults that the newer one mended, or another package under the same version. */
export const versionConcerns = (change: ExtensionsChange): readonly Concern[] => {
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  const step = versionStep(change);
  if (step === undefined) return [];
  const [from, to] = [textOf(old.version) ?? '', textOf(next.version) ?? ''];
  if (step < 0) {
    return [
      {
        kind: 'downgrade',
        pointers: ['/version'],
        sentence: `Version ${to} is older than ${from}, which is in force: faults that were mended come back.`,
        alternative: 'Remove the extension, and install the older version anew.',
      },
    ];
  }
  return step === 0 && old.packageHash !== next.packageHash
    ? [
        {
          kind: 'origin',
          pointers: ['/packageHash'],
          sentence: `The package of version ${to} is another one than the one that is in force.`,
          alternative: 'Wait for a new version.',
        },
      ]
    : [];
};
