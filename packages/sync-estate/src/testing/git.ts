import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from './temporary-folder.js';

/** Runs git as a test's author would, without the configuration of whoever runs the test. */
export const runGit = (folder: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    },
  }).trim();

/** Makes a repository with one commit of some files, on the branch main. */
export const commitFiles = (
  parent: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string => {
  const folder = join(parent, name);
  runGit(parent, 'init', '--quiet', '--initial-branch=main', folder);
  writeFiles(folder, files);
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--allow-empty', '--message=first');
  return folder;
};
