import type { ReadResult } from './read-inside.js';

/** The files of a repository that the scanner looks at, and no others. */
export const repositoryFiles = {
  manifest: ['.sourceos', 'manifest.json'],
  packageJson: ['package.json'],
} as const satisfies Record<string, readonly string[]>;

export type RepositoryFile = keyof typeof repositoryFiles;

export interface RepositoryPlace {
  /** Path below the scanned source, with forward slashes; `.` for the source itself. */
  readonly path: string;
  /** `owner/name`, where the place says it; a manifest cannot claim another name then. */
  readonly slug?: string;
  /** The name of its folder, which says less. */
  readonly folder: string;
}

/** A repository as files in a folder. Reading is synchronous: for small local files that is several times faster. */
export interface FolderRepository extends RepositoryPlace {
  readonly kind: 'folder';
  /** The folder that reading never leaves. */
  readonly root: string;
  /** The absolute path of its folder. */
  readonly location: string;
  read(file: RepositoryFile): ReadResult;
}

/** A repository whose files are read from git objects, without a checkout. */
export interface GitRepository extends RepositoryPlace {
  readonly kind: 'git';
  readonly read: (file: RepositoryFile) => Promise<ReadResult>;
}

/** A repository that is known to be there and cannot be read, or lies outside the scanned folder. */
export interface RefusedRepository extends RepositoryPlace {
  readonly kind: 'refused';
  readonly result: Extract<ReadResult, { kind: 'unreadable' }>;
}

export type Repository = FolderRepository | GitRepository | RefusedRepository;
