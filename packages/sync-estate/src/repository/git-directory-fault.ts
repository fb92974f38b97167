import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { isInside, readInside, type ReadResult } from './read-inside.js';
import { describeError, errorCode } from './system-error.js';

type Fault = Extract<ReadResult, { kind: 'refused' | 'unreadable' }>;

/** Folders of one repository that are looked at; git itself follows borrowed stores five deep. */
const most = 64;

const outside: Fault = {
  kind: 'refused',
  reason: 'outside-root',
  found: 'a git directory that borrows from outside the scanned folder',
};

/** Git would wait for these, for ever or nearly so. A socket is no such thing: its own file system monitor leaves one. */
const waits = (entry: Dirent | Stats): boolean => entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();

const pipe: Fault = {
  kind: 'refused',
  reason: 'not-a-file',
  found: 'a git directory with a named pipe or a device in it',
};

const isAbsent = (error: unknown): boolean => errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';

/** The lines of a small file of git's that names folders; a fault where it is no file to read. */
const linesOf = (root: string, folder: string, parts: readonly string[]): readonly string[] | Fault => {
  const result = readInside(root, folder, parts);
  if (result.kind === 'absent') return [];
  if (result.kind !== 'file') return result;
  const lines = result.bytes.toString('utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
};

const isFault = (value: readonly unknown[] | Fault): value is Fault => 'kind' in value;

/** The links in one folder of a git directory. */
const linksOf = (folder: string, recursive: boolean): readonly string[] | Fault => {
  const links: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive })) {
    if (waits(entry)) return pipe;
    if (entry.isSymbolicLink()) links.push(join(entry.parentPath, entry.name));
  }
  return links;
};

interface Folder {
  readonly path: string;
  readonly is: 'directory' | 'store' | 'refs' | 'linked';
}

/** Where one folder of a git directory leads to: by its links, and by the folders that it borrows from. */
const foldersFrom = (root: string, { path, is }: Folder): readonly Folder[] | Fault => {
  const links = linksOf(path, is === 'store' || is === 'refs');
  if (isFault(links)) return links;
  const linked = links.map((link): Folder => ({ path: link, is: 'linked' }));
  if (is === 'store') {
    const alternates = linesOf(root, path, ['info', 'alternates']);
    if (isFault(alternates)) return alternates;
    const stores = alternates.map((line) => (isAbsolute(line) ? line : resolve(path, line)));
    return [...linked, ...stores.map((store): Folder => ({ path: store, is: 'store' }))];
  }
  if (is !== 'directory') return linked;
  const common = linesOf(root, path, ['commondir']);
  if (isFault(common)) return common;
  return [
    ...linked,
    { path: join(path, 'objects'), is: 'store' },
    { path: join(path, 'refs'), is: 'refs' },
    ...common.slice(0, 1).map((line): Folder => ({ path: resolve(path, line.trim()), is: 'directory' })),
  ];
};

/**
 * Why git must not be let loose on a git directory, or undefined: it would read objects or references from
 * outside the root, through links, borrowed object stores or a shared directory, or wait for a pipe.
 */
export const gitDirectoryFault = (root: string, directory: string): Fault | undefined => {
  const pending: Folder[] = [{ path: directory, is: 'directory' }];
  const seen = new Set<string>();
  try {
    const realRoot = realpathSync(root);
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      let path: string;
      try {
        path = realpathSync(folder.path);
      } catch (error) {
        // What is not there is read by nobody.
        if (isAbsent(error)) continue;
        throw error;
      }
      if (!isInside(realRoot, path)) return outside;
      if (seen.has(path)) continue;
      const stats = statSync(path);
      if (waits(stats)) return pipe;
      if (!stats.isDirectory()) continue;
      seen.add(path);
      if (seen.size > most) return outside;
      const more = foldersFrom(realRoot, { path, is: folder.is });
      if (isFault(more)) return more;
      pending.push(...more);
    }
    return undefined;
  } catch (error) {
    return { kind: 'unreadable', found: describeError(error) };
  }
};
