import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { folderRepository } from '../repository/folder-repository.js';
import { gitRepository } from '../repository/git-objects.js';
import { isInside, readInside } from '../repository/read-inside.js';
import type { RefusedRepository, Repository } from '../repository/repository.js';
import { describeError, errorCode } from '../repository/system-error.js';

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

const sawFolder = { seen: true } as const;

export interface RepositoryPlace {
  readonly path: string;
  readonly slug?: string;
}

/** The git directory of a checkout; that of a linked work tree or a submodule lies where its `.git` file says. */
const gitDirectoryOf = (root: string, location: string): string | undefined => {
  const path = join(location, '.git');
  const kind = kindOf(path);
  if (kind === 'none') return undefined;
  if (kind === 'folder') return path;
  const link = readInside(root, location, ['.git']);
  const target = link.kind === 'file' ? /^gitdir: (.+?)\r?\n?$/.exec(link.bytes.toString('utf8'))?.[1] : undefined;
  return target === undefined ? path : resolve(location, target);
};

const refused = (place: RepositoryPlace, folder: string, found: string): RefusedRepository => ({
  kind: 'refused',
  ...place,
  folder,
  result: { kind: 'unreadable', found },
});

/**
 * The repository that a folder is: by its files, or by its git objects where nothing is checked out
 * or a revision was asked for. A folder that is neither is a repository without a manifest.
 */
export const repositoryAt = (root: string, location: string, place: RepositoryPlace, revision?: string): Repository => {
  const folder = basename(location);
  const at = { ...place, folder };
  const files = kindOf(`${location}${sep}.sourceos`);
  if (files !== 'none' && revision === undefined) {
    return folderRepository(root, location, at, files === 'folder' ? sawFolder : {});
  }
  if (isBare(location)) {
    const name = folder.replace(/\.git$/, '');
    const bare = { ...at, folder: name, ...(place.slug !== undefined && { slug: place.slug.replace(/\.git$/, '') }) };
    return gitRepository(root, location, revision ?? 'HEAD', bare);
  }
  if (revision !== undefined || isWithoutCheckout(location)) {
    const directory = gitDirectoryOf(root, location);
    if (directory !== undefined) return gitRepository(root, directory, revision ?? 'HEAD', at);
    // Its files are of no revision, and must not pass for those of one.
    if (files !== 'none')
      return refused(place, folder, `it is no git repository, so it has no revision ${revision ?? 'HEAD'}`);
  }
  return folderRepository(root, location, at);
};

/** A repository that is a symbolic link: followed inside the root, refused outside it; none where it leads to a file. */
export const linkedRepository = (
  root: string,
  location: string,
  place: RepositoryPlace,
  revision?: string,
): Repository | undefined => {
  const folder = basename(location);
  try {
    const real = realpathSync(location);
    const realRoot = realpathSync(root);
    if (real === realRoot || !isInside(realRoot, real)) {
      return refused(place, folder, 'it is a symbolic link that leads out of the scanned folder');
    }
    return statSync(real).isDirectory() ? repositoryAt(realRoot, real, place, revision) : undefined;
  } catch (error) {
    const found = {
      ENOENT: 'it is a symbolic link that leads nowhere',
      ELOOP: 'it is a loop of symbolic links',
    }[errorCode(error)];
    return refused(place, folder, found ?? describeError(error));
  }
};
