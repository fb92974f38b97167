import { readdirSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { canonicalEngines } from '@sourceos/sync-spec';
import type { Repository } from '../repository/repository.js';
import { describeError } from '../repository/system-error.js';
import { isRepository, linkedRepository, repositoryAt } from './classify-folder.js';

/** How repositories lie in a folder: side by side, below their owners, or to be found out folder by folder. */
export const layouts = ['auto', 'flat', 'owners'] as const;
export type Layout = (typeof layouts)[number];

export interface FolderOptions {
  readonly layout: Layout;
  readonly revision?: string | undefined;
  /** What precedes the path of each repository in the report; empty or ending in a slash. */
  readonly prefix: string;
}

/** GitHub ignores the case of names. */
const knownOwners = new Set(
  canonicalEngines.flatMap(({ owners }) => owners.map((owner) => owner.split('/')[0]?.toLowerCase())),
);

const isVisible = (entry: Dirent): boolean => !entry.name.startsWith('.');
const isFolder = (entry: Dirent): boolean => entry.isDirectory() || entry.isSymbolicLink();

/** What stands in a folder, hidden entries left out, in the order of names. */
const entriesOf = (folder: string): Dirent[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(isVisible)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/**
 * The entries of an owner's folder, or undefined where a folder is none. An owner's folder holds repositories and
 * nothing else: it is no repository itself, bears the name of a known owner or has no file of its own, and has
 * folders in it.
 */
const ownerEntries = (path: string, name: string): Dirent[] | undefined => {
  if (isRepository(path)) return undefined;
  try {
    const entries = entriesOf(path);
    const folders = entries.filter(isFolder);
    const isOwner =
      folders.length > 0 &&
      (knownOwners.has(name.toLowerCase()) ||
        folders.length === entries.length ||
        folders.some((entry) => isRepository(join(path, entry.name))));
    return isOwner ? folders : undefined;
  } catch {
    // What cannot be listed is no owner that can be told; reading it as a repository says why.
    return undefined;
  }
};

const unreadable = (path: string, folder: string, error: unknown): Repository => ({
  kind: 'refused',
  path,
  folder,
  result: { kind: 'unreadable', found: describeError(error) },
});

/** The repositories of a folder, in the order of their names. Never leaves `root`. */
export function* folderSource(root: string, options: FolderOptions): Generator<Repository> {
  const { prefix, revision } = options;
  const at = (location: string, entry: Dirent, path: string, slug?: string): Repository | undefined =>
    (entry.isSymbolicLink() ? linkedRepository : repositoryAt)(
      root,
      location,
      { path: prefix + path, ...(slug !== undefined && { slug }) },
      revision,
    );

  for (const entry of entriesOf(root).filter(isFolder)) {
    const location = join(root, entry.name);
    let inner: Dirent[] | undefined;
    try {
      if (options.layout === 'owners' && !entry.isSymbolicLink()) inner = entriesOf(location).filter(isFolder);
      else if (options.layout === 'auto' && !entry.isSymbolicLink()) inner = ownerEntries(location, entry.name);
    } catch (error) {
      yield unreadable(prefix + entry.name, entry.name, error);
      continue;
    }
    if (inner === undefined) {
      const repository = at(location, entry, entry.name);
      if (repository !== undefined) yield repository;
      continue;
    }
    for (const child of inner) {
      const slug = `${entry.name}/${child.name}`;
      const repository = at(`${location}${sep}${child.name}`, child, slug, slug);
      if (repository !== undefined) yield repository;
    }
  }
}
