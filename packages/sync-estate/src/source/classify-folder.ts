import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { folderRepository } from '../repository/folder-repository.js';
import { gitRepository } from '../repository/git-objects.js';
import type { Repository } from '../repository/repository.js';

const kindOf = (path: string): 'folder' | 'file' | 'none' => {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'none';
    return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
};

/** A git directory without a work tree: what `git clone --mirror` or `--bare` makes. */
const isBare = (path: string): boolean =>
  kindOf(join(path, 'HEAD')) === 'file' &&
  kindOf(join(path, 'objects')) === 'folder' &&
  kindOf(join(path, 'refs')) === 'folder';

/** Whether a folder says by itself that it is a repository. */
export const isRepository = (path: string): boolean =>
  kindOf(`${path}${sep}.sourceos`) !== 'none' || kindOf(`${path}${sep}.git`) !== 'none' || isBare(path);

/** A clone whose files are not checked out has nothing but its git folder. */
const isWithoutCheckout = (path: string): boolean => {
  try {
    return kindOf(join(path, '.git')) === 'folder' && readdirSync(path).length === 1;
  } catch {
    return false;
  }
};

export interface RepositoryPlace {
  readonly path: string;
  readonly slug?: string;
}

/**
 * The repository that a folder is: by its files, or by its git objects where nothing is checked out
 * or a revision was asked for. A folder that is neither is a repository without a manifest.
 */
export const repositoryAt = (root: string, location: string, place: RepositoryPlace, revision?: string): Repository => {
  const folder = basename(location);
  const at = { ...place, folder };
  if (revision !== undefined || kindOf(`${location}${sep}.sourceos`) === 'none') {
    if (isBare(location)) {
      const name = folder.replace(/\.git$/, '');
      const bare = { ...at, folder: name, ...(place.slug !== undefined && { slug: place.slug.replace(/\.git$/, '') }) };
      return gitRepository(root, location, revision ?? 'HEAD', bare);
    }
    if (kindOf(join(location, '.git')) === 'folder' && (revision !== undefined || isWithoutCheckout(location))) {
      return gitRepository(root, join(location, '.git'), revision ?? 'HEAD', at);
    }
  }
  return folderRepository(root, location, at);
};

/** A repository that is a symbolic link: followed inside the root, refused outside it. */
export const linkedRepository = (
  root: string,
  location: string,
  place: RepositoryPlace,
  revision?: string,
): Repository => {
  const refused = (result: Extract<Repository, { kind: 'refused' }>['result']): Repository => ({
    kind: 'refused',
    ...place,
    folder: basename(location),
    result,
  });
  try {
    const real = realpathSync(location);
    const realRoot = realpathSync(root);
    if (real !== realRoot && real.startsWith(realRoot + sep)) return repositoryAt(realRoot, real, place, revision);
    return refused({
      kind: 'unreadable',
      found: 'it is a symbolic link that leads out of the scanned folder',
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return refused({ kind: 'unreadable', found: code === 'ELOOP' ? 'a loop of symbolic links' : code });
  }
};
