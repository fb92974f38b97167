import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { run } from './run.js';

/** What git would commit: tracked files and new ones that nothing ignores, minus deleted ones. */
const fromGit = async (root: string): Promise<readonly string[] | undefined> => {
  // Of a folder inside somebody else's repository git would tell that repository's view.
  if (!existsSync(join(root, '.git'))) return undefined;
  const { code, stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  if (code !== 0) return undefined;
  return [...new Set(stdout.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
};

/** The same without git, by the root's .gitignore; nested ones are not read, the workspace has none. */
const fromDisk = (root: string): readonly string[] => {
  const ignoreFile = join(root, '.gitignore');
  const ignored = ignore().add('.git/');
  if (existsSync(ignoreFile)) ignored.add(readFileSync(ignoreFile, 'utf8'));
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}${entry.name}`;
      if (ignored.ignores(entry.isDirectory() ? `${path}/` : path)) return [];
      return entry.isDirectory() ? walk(`${path}/`) : [path];
    });
  return walk('').sort();
};

/** Every file of a checkout that is not ignored, relative to its root, with `/`, sorted. */
export const filesOf = async (root: string): Promise<readonly string[]> => (await fromGit(root)) ?? fromDisk(root);
