import { execFile } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { bounds } from '../bounds.js';
import type { ReadResult } from './read-inside.js';
import { repositoryFiles, type GitRepository } from './repository.js';

/** What a revision may look like: never an option, never white space. */
export const revisionPattern = /^[A-Za-z0-9_@][\w./@{}^~+-]*$/;

/**
 * A repository's own configuration is hostile input to git. Nothing of the user's or the machine's
 * configuration is read, no transport may run (a partial clone would otherwise fetch what is missing),
 * nobody is asked for a password, and no lock is taken.
 */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
});

type GitResult = { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly message: string };

const git = (directory: string, args: readonly string[]): Promise<GitResult> =>
  new Promise((settle) => {
    execFile(
      'git',
      // Naming the directory keeps git from searching for another repository above it.
      [`--git-dir=${directory}`, '-c', 'core.fsmonitor=false', ...args],
      {
        encoding: 'buffer',
        env: environment(),
        maxBuffer: bounds.fileBytes + 1024,
        timeout: bounds.gitMilliseconds,
        killSignal: 'SIGKILL',
        windowsHide: true,
      },
      (error, output, messages) => {
        if (error === null) settle({ ok: true, output });
        else if (error.code === 'ENOENT') settle({ ok: false, message: 'git is not installed' });
        else if (error.killed === true) settle({ ok: false, message: 'git took too long or said too much' });
        else settle({ ok: false, message: messages.toString('utf8').split('\n', 1)[0] ?? 'git failed' });
      },
    );
  });

const entryPattern = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t/;

const readBlob = async (directory: string, revision: string, path: string): Promise<ReadResult> => {
  const listing = await git(directory, ['ls-tree', '-z', '-l', '--full-tree', revision, '--', path]);
  if (!listing.ok) return unborn(directory, listing.message);
  const entry = entryPattern.exec(listing.output.toString('utf8'));
  if (entry === null) return { kind: 'absent' };
  const [, mode, type, oid = '', size] = entry;
  if (mode === '120000') return { kind: 'refused', reason: 'not-a-file', found: 'a symbolic link' };
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

const text = (path: string): string | undefined => {
  try {
    return statSync(path).size <= 4096 ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
};

/** Other places that a git directory would read objects from: borrowed object stores and shared directories. */
const leadsOutside = (root: string, directory: string): boolean => {
  const real = realpathSync(root);
  const inside = (path: string): boolean => {
    try {
      const target = realpathSync(path);
      return target === real || target.startsWith(real + sep);
    } catch {
      return false;
    }
  };
  const objects = join(directory, 'objects');
  const alternates = (text(join(objects, 'info', 'alternates')) ?? '').split('\n').filter((line) => line !== '');
  const common = text(join(directory, 'commondir'))?.trim();
  return ![
    directory,
    objects,
    ...alternates.map((line) => (isAbsolute(line) ? line : resolve(objects, line))),
    ...(common === undefined ? [] : [resolve(directory, common)]),
  ].every(inside);
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
    leadsOutside(root, directory)
      ? {
          kind: 'refused',
          reason: 'outside-root',
          found: 'a git directory that borrows objects from outside the scanned folder',
        }
      : readBlob(directory, revision, repositoryFiles[file].join('/')),
});
