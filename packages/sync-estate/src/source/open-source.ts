import { opendirSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Repository } from '../repository/repository.js';
import { describeError, errorCode } from '../repository/system-error.js';
import { isRepository, repositoryAt } from './classify-folder.js';
import { folderSource, type Layout } from './folder-source.js';
import { listSource, readList } from './list-source.js';

export interface SourceOptions {
  readonly layout: Layout;
  /** The git revision to read instead of checked-out files. */
  readonly revision?: string | undefined;
}

/** A source that was opened, or the sentence that says why not. */
export type OpenedSource =
  { readonly ok: true; readonly repositories: Iterable<Repository> } | { readonly ok: false; readonly message: string };

/**
 * Opens one source of a scan: a folder of repositories, a single repository, a bare mirror, or a list file.
 *
 * @param several whether there are other sources: then paths in the report start with the source's name
 */
export const openSource = (source: string, several: boolean, options: SourceOptions): OpenedSource => {
  const path = resolve(source);
  const prefix = several ? `${basename(path)}/` : '';
  try {
    const stats = statSync(path);
    if (stats.isFile()) {
      const list = readList(path);
      return list.ok ? { ok: true, repositories: listSource(path, list.lines, prefix, options.revision) } : list;
    }
    if (!stats.isDirectory()) return { ok: false, message: `${source} is neither a folder nor a list file` };
    opendirSync(path).closeSync();
  } catch (error) {
    const why = errorCode(error) === 'ENOENT' ? 'does not exist' : `cannot be read: ${describeError(error)}`;
    return { ok: false, message: `${source} ${why}` };
  }
  if (options.layout === 'auto' && isRepository(path)) {
    return {
      ok: true,
      repositories: [repositoryAt(path, path, { path: several ? basename(path) : '.' }, options.revision)],
    };
  }
  return { ok: true, repositories: folderSource(path, { ...options, prefix }) };
};
