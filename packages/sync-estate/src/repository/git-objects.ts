import { bounds } from '../bounds.js';
import { git } from './git-command.js';
import { gitDirectoryFault } from './git-directory-fault.js';
import type { ReadResult } from './read-inside.js';
import { repositoryFiles, type GitRepository } from './repository.js';

/** What a revision may look like: never an option, never white space. */
export const revisionPattern = /^[A-Za-z0-9_@][\w./@{}^~+-]*$/;

/** Git writes BAD for the size of an object that it cannot read. */
const entryPattern = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-|BAD)\t([^\0]*)/;

const readBlob = async (directory: string, revision: string, path: string): Promise<ReadResult> => {
  // The folder is listed only where it is something else than a folder.
  const paths = path.includes('/') ? [path.slice(0, path.indexOf('/')), path] : [path];
  const listing = await git(directory, ['ls-tree', '-z', '-l', '--full-tree', revision, '--', ...paths]);
  if (!listing.ok) return unborn(directory, listing.message);
  const entry = entryPattern.exec(listing.output.toString('utf8'));
  if (entry === null) return { kind: 'absent' };
  const [, mode, type, oid = '', size, name] = entry;
  if (mode === '120000') return { kind: 'refused', reason: 'not-a-file', found: 'a symbolic link' };
  if (type === 'blob' && name !== path) return { kind: 'absent' };
  if (type !== 'blob')
    return { kind: 'refused', reason: 'not-a-file', found: type === 'tree' ? 'a folder' : 'a submodule' };
  if (Number(size) > bounds.fileBytes) return { kind: 'refused', reason: 'too-large', found: `${String(size)} bytes` };
  const blob = await git(directory, ['cat-file', 'blob', oid]);
  return blob.ok ? { kind: 'file', bytes: blob.output } : { kind: 'unreadable', found: blob.message };
};

/** A repository without a commit holds no file; anything else that git cannot list is broken. */
const unborn = async (directory: string, message: string): Promise<ReadResult> => {
  const refs = await git(directory, ['for-each-ref', '--count=1']);
  return refs.ok && refs.output.length === 0 ? { kind: 'absent' } : { kind: 'unreadable', found: message };
};

/**
 * A repository read from its git objects: a bare mirror, or the `.git` folder of a clone.
 *
 * @param root the folder that must not be left
 * @param directory the git directory, inside the root
 * @param revision what to read, for example `HEAD`; must match {@link revisionPattern}
 */
export const gitRepository = (
  root: string,
  directory: string,
  revision: string,
  place: { readonly path: string; readonly folder: string; readonly slug?: string },
): GitRepository => ({
  kind: 'git',
  path: place.path,
  folder: place.folder,
  ...(place.slug !== undefined && { slug: place.slug }),
  read: async (file) =>
    gitDirectoryFault(root, directory) ?? readBlob(directory, revision, repositoryFiles[file].join('/')),
});
