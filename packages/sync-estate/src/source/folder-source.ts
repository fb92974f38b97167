import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
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

const entriesOf = (folder: string): Dirent[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/**
 * An owner's folder holds repositories and nothing else: it is no repository itself, bears the name of a
 * known owner or has no file of its own, and has folders in it.
 */
const isOwner = (path: string, name: string): boolean => {
  if (isRepository(path)) return false;
  try {
    const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
    const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    if (folders.length === 0) return false;
    return (
      knownOwners.has(name.toLowerCase()) ||
      folders.length === entries.length ||
      folders.some((entry) => isRepository(join(path, entry.name)))
    );
  } catch {
    return false;
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

  for (const entry of entriesOf(root)) {
    const location = join(root, entry.name);
    const owner =
      !entry.isSymbolicLink() &&
      (options.layout === 'owners' || (options.layout === 'auto' && isOwner(location, entry.name)));
    if (!owner) {
      const repository = at(location, entry, entry.name);
      if (repository !== undefined) yield repository;
      continue;
    }
    let inner: Dirent[];
    try {
      inner = entriesOf(location);
    } catch (error) {
      yield unreadable(prefix + entry.name, entry.name, error);
      continue;
    }
    for (const child of inner) {
      const slug = `${entry.name}/${child.name}`;
      const repository = at(join(location, child.name), child, slug, slug);
      if (repository !== undefined) yield repository;
    }
  }
}
