import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalEngines } from '@sourceos/sync-spec';
import { engineManifest, repoManifest, writeEstate } from '../../src/testing/manifests.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

export const shellRepo = 'SourceOS-Linux/sourceos-shell';

/** A folder with an estate in which nothing is wrong: every primary owner declares its engines. */
export const cleanEstate = (): string => {
  const folder = temporaryFolder();
  const owners = new Set(canonicalEngines.map(({ owners: [primary] }) => primary));
  writeEstate(folder, Object.fromEntries([...owners].map((repo) => [repo, repoManifest(repo)])));
  return folder;
};

/** The same, where one owner names no dangerous fields: one warning. */
export const warnedEstate = (): string => {
  const folder = cleanEstate();
  const engine = engineManifest('sourceos.sync.shell', { dangerousFields: [] });
  writeEstate(folder, { [shellRepo]: repoManifest(shellRepo, [engine]) });
  return folder;
};

/** The same, where one domain is misspelt, with more than one fault of each severity's kind. */
export const faultyEstate = (): string => {
  const folder = warnedEstate();
  const engine = engineManifest('sourceos.sync.shell', { dangerousFields: [] });
  writeEstate(folder, {
    [shellRepo]: { ...repoManifest(shellRepo, [{ ...engine, mergeStrategy: 'crdt' }]), domain: 'Shell' },
    'ExampleOrg/calendar': repoManifest('ExampleOrg/calendar', ['sourceos.sync.calendar']),
    'ExampleOrg/notes': null,
  });
  return folder;
};

/** Adds a repository that cannot be read: a link that leads out of the estate. */
export const withUnreadable = (folder: string): string => {
  const link = join(folder, 'ExampleOrg/elsewhere');
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync('../..', link);
  return folder;
};
