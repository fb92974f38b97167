import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryOf } from './coverage.js';
import type { Estate } from './generate.js';

/** Lists of manifests for the contenders that are given paths. */
export interface ManifestLists {
  /** The folder that the paths are relative to. */
  readonly folder: string;
  /** A file with the path of every manifest, one a line. */
  readonly all: string;
  /** The paths without the manifests that are no JSON: both peers stop at the first such file. */
  readonly readable: readonly string[];
}

export const writeLists = (estate: Estate): ManifestLists => {
  const unreadable = new Set(estate.planted['syntax error']);
  const all = join(estate.folder, 'manifests.txt');
  writeFileSync(all, estate.manifests.map((path) => `${path}\n`).join(''));
  return {
    folder: estate.folder,
    all,
    readable: estate.manifests.filter((path) => !unreadable.has(repositoryOf(path))),
  };
};
