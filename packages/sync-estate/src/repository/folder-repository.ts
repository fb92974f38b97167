import { statSync } from 'node:fs';
import { readInside, type ReadResult } from './read-inside.js';
import { repositoryFiles, type FolderRepository, type RepositoryFile, type RepositoryPlace } from './repository.js';

const missing = { kind: 'unreadable', found: 'there is no such folder' } as const;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

export interface FolderOptions {
  /** Whether its `.sourceos` was just seen to be a real folder. */
  readonly seen?: boolean;
  /** Whether somebody named it, so that its absence is a fault and no answer. */
  readonly named?: boolean;
}

// A class, because there are tens of thousands of them: one reader serves all.
class Folder implements FolderRepository {
  readonly kind = 'folder';
  readonly path: string;
  readonly folder: string;
  readonly slug?: string;

  constructor(
    readonly root: string,
    readonly location: string,
    place: RepositoryPlace,
    private readonly options: FolderOptions,
  ) {
    this.path = place.path;
    this.folder = place.folder;
    if (place.slug !== undefined) this.slug = place.slug;
  }

  read(file: RepositoryFile): ReadResult {
    const { seen = false, named = false } = this.options;
    const result = readInside(this.root, this.location, repositoryFiles[file], seen);
    return result.kind === 'absent' && named && !isFolder(this.location) ? missing : result;
  }
}

/** A repository whose files lie in a folder at or below `root`. */
export const folderRepository = (
  root: string,
  location: string,
  place: RepositoryPlace,
  options: FolderOptions = {},
): FolderRepository => new Folder(root, location, place, options);
