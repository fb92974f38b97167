import { readInside } from './read-inside.js';
import { repositoryFiles, type FolderRepository } from './repository.js';

/** A repository whose files lie in a folder at or below `root`. */
export const folderRepository = (
  root: string,
  location: string,
  place: { readonly path: string; readonly folder: string; readonly slug?: string },
): FolderRepository => ({
  kind: 'folder',
  location,
  path: place.path,
  folder: place.folder,
  ...(place.slug !== undefined && { slug: place.slug }),
  read: (file) => readInside(root, location, repositoryFiles[file]),
});
