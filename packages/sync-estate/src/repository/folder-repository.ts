import { statSync } from 'node:fs';
import { readInside, type ReadResult } from './read-inside.js';
import { repositoryFiles, type FolderRepository, type RepositoryFile } from './repository.js';

/** What a repository's folder is known by: plain data, which another thread can be given. */
export type FolderPlace = Omit<FolderRepository, 'kind' | 'read'>;

const missing = { kind: 'unreadable', found: 'there is no such folder' } as const;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const read = ({ root, location, seen, named }: FolderPlace, file: RepositoryFile): ReadResult => {
  const result = readInside(root, location, repositoryFiles[file], seen === true);
  return result.kind === 'absent' && named === true && !isFolder(location) ? missing : result;
};

/** A repository whose files lie in a folder at or below its root. */
export const folderRepository = (place: FolderPlace): FolderRepository => ({
  ...place,
  kind: 'folder',
  read: (file) => read(place, file),
});
