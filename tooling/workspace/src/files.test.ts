import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { filesOf } from './files.js';
import { run } from './run.js';
import { withTemporaryFolder } from './temporary-folder.js';

const found = needs('git', 'that the files of a checkout are the same by git as without it');

const fill = (root: string): void => {
  for (const folder of ['packages/a/dist', 'packages/a/src', 'node_modules/b']) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'index.js'), '');
  }
  writeFileSync(join(root, '.gitignore'), 'node_modules/\ndist/\n*.tgz\n');
  writeFileSync(join(root, 'a.tgz'), '');
};
const expected = ['.gitignore', 'packages/a/src/index.js'];

describe('the files of a checkout', () => {
  it('are read from disk, minus what .gitignore names, where there is no repository', () =>
    withTemporaryFolder(async (root) => {
      fill(root);
      expect(await filesOf(root)).toEqual(expected);
    }));

  describe.runIf(found !== undefined)('in a repository', () => {
    it('are those that git would commit, new ones included and deleted ones left out', () =>
      withTemporaryFolder(async (root) => {
        fill(root);
        await run('git', ['init', '-q'], { cwd: root });
        writeFileSync(join(root, 'gone.txt'), '');
        await run('git', ['add', '.'], { cwd: root });
        rmSync(join(root, 'gone.txt'));
        writeFileSync(join(root, 'new.txt'), '');
        expect(await filesOf(root)).toEqual(['.gitignore', 'new.txt', 'packages/a/src/index.js']);
      }));
  });
});
