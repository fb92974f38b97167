import {
  closeSync,
  fchmodSync,
  fchownSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { repoManifestPath } from '@sourceos/sync-spec';
import type { FolderRepository } from '../repository/repository.js';
import { applyFixes } from './apply-fixes.js';

/** What became of one repository's manifest. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

/** Writes beside the file and renames, so that no reader ever sees half a manifest. Mode and owner stay. */
const replace = (file: string, text: string): void => {
  const { mode, uid, gid } = statSync(file);
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    try {
      writeFileSync(handle, text);
      const own = statSync(temporary);
      if (own.uid !== uid || own.gid !== gid) fchownSync(handle, uid, gid);
      fchmodSync(handle, mode);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};

/**
 * Applies the safe fixes to a repository's manifest. A manifest that is reached through a symbolic link is
 * left alone: the file behind it may belong to another repository.
 *
 * @param write whether to change the file, or only to tell what would change
 * @throws the file system's error where the file cannot be written
 */
export const fixRepository = (repository: FolderRepository, write: boolean): FixedFile | undefined => {
  const result = repository.read('manifest');
  if (result.kind !== 'file') return undefined;
  const fixed = applyFixes(result.bytes, repository.slug);
  if (fixed === undefined) return undefined;
  const file = join(repository.location, repoManifestPath);
  const direct = realpathSync(file) === join(realpathSync(repository.location), repoManifestPath);
  if (!direct || !lstatSync(file).isFile()) return undefined;
  if (write) replace(file, fixed.after);
  return { file, ...fixed };
};
