import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { bounds } from '../bounds.js';
import { repositoryFiles, type Repository } from '../repository/repository.js';
import { folderRepository } from '../repository/folder-repository.js';
import { repositoryAt } from './classify-folder.js';

const manifestSuffix = sep + repositoryFiles.manifest.join(sep);

/** The lines of a list file that name something. */
const linesOf = (file: string): string[] => {
  const handle = openSync(file, 'r');
  try {
    if (fstatSync(handle).size > bounds.ownFileBytes) throw new RangeError(`${file} is too large for a list`);
    return readFileSync(handle, 'utf8')
      .split(/\r\n|\n|\r/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  } finally {
    closeSync(handle);
  }
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/**
 * The repositories that a list file names, one a line: the path of a repository, of a bare mirror, or of a
 * manifest; relative to the list. After a tab, the repository's name as owner/name. Lines that start with # are comments.
 */
export function* listSource(file: string, prefix: string, revision?: string): Generator<Repository> {
  const base = dirname(file);
  for (const line of linesOf(file)) {
    const [written = '', slug] = line.split('\t');
    const path = resolve(base, written);
    const location = path.endsWith(manifestSuffix) ? path.slice(0, -manifestSuffix.length) : path;
    const shown = written.replaceAll('\\', '/').replace(/\/?\.sourceos\/manifest\.json$/, '');
    const place = { path: prefix + (shown === '' ? '.' : shown), ...(slug !== undefined && { slug: slug.trim() }) };
    // Who names a manifest says that it is there; who names a folder may be wrong about it.
    if (location === path && !isFolder(location)) {
      yield {
        kind: 'refused',
        ...place,
        folder: basename(location),
        result: { kind: 'unreadable', found: 'no such folder' },
      };
    } else if (location === path) {
      yield repositoryAt(location, location, place, revision);
    } else {
      yield namedManifest(location, place);
    }
  }
}

const namedManifest = (location: string, place: { path: string; slug?: string }): Repository =>
  folderRepository(location, location, { ...place, folder: basename(location) });
