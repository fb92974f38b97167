import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { forms, shorten } from '@sourceos/sync-spec';
import { bounds } from '../bounds.js';
import { repositoryFiles, type Repository } from '../repository/repository.js';
import { folderRepository } from '../repository/folder-repository.js';
import { describeError } from '../repository/system-error.js';
import { repositoryAt, type RepositoryPlace } from './classify-folder.js';

const manifestSuffix = sep + repositoryFiles.manifest.join(sep);

interface Line {
  readonly written: string;
  readonly slug?: string;
}

/** The lines of a list file, or the sentence that says why it is none. */
export type ListFile =
  { readonly ok: true; readonly lines: readonly Line[] } | { readonly ok: false; readonly message: string };

/**
 * Reads a list file: one repository a line, the path of a repository, of a bare mirror, or of a manifest,
 * relative to the list. After a tab, the repository's name as owner/name. Lines that start with # are comments.
 */
export const readList = (file: string): ListFile => {
  let text: string;
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      if (size > bounds.ownFileBytes) {
        return { ok: false, message: `${file} is too large for a list: ${size} bytes; at most ${bounds.ownFileBytes}` };
      }
      text = readFileSync(handle, 'utf8');
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { ok: false, message: `${file} cannot be read: ${describeError(error)}` };
  }
  const lines: Line[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [written = '', slug, ...others] = trimmed.split('\t').map((part) => part.trim());
    const wrong = others[0] ?? (slug !== undefined && !forms.repository.pattern.test(slug) ? slug : undefined);
    if (wrong !== undefined) {
      const where = `${file}:${index + 1}`;
      return { ok: false, message: `${where}: ${shorten(wrong)} after a tab is not ${forms.repository.expected}` };
    }
    lines.push({ written, ...(slug !== undefined && { slug }) });
  }
  return { ok: true, lines };
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

const missing = { kind: 'unreadable', found: 'there is no such folder' } as const;

/** The repositories that a list file names. */
export function* listSource(
  file: string,
  lines: readonly Line[],
  prefix: string,
  revision?: string,
): Generator<Repository> {
  const base = dirname(file);
  for (const { written, slug } of lines) {
    const path = resolve(base, written);
    const location = path.endsWith(manifestSuffix) ? path.slice(0, -manifestSuffix.length) : path;
    const shown = relative(base, location).replaceAll(sep, '/');
    const place = { path: prefix + (shown === '' ? '.' : shown), ...(slug !== undefined && { slug }) };
    if (location !== path && revision === undefined) yield namedManifest(location, place);
    else if (isFolder(location)) yield repositoryAt(location, location, place, revision);
    else yield { kind: 'refused', ...place, folder: basename(location), result: missing };
  }
}

/** Who names a manifest says that it is there: only where it is not, its folder is looked for. */
const namedManifest = (location: string, place: RepositoryPlace): Repository =>
  folderRepository(location, location, { ...place, folder: basename(location) }, { named: true });
