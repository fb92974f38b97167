import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { isPublished, readPackages } from './packages.js';
import { workspaceRoot } from './root.js';
import { run } from './run.js';
import { withTemporaryFolder } from './temporary-folder.js';

const git = needs('git', 'the test that a release gives all packages one version');
const changesets = join(workspaceRoot, 'node_modules', '@changesets', 'cli', 'bin.js');

/** What `changeset version` reads of the workspace, with one changeset that concerns one package. */
const copyWorkspace = (folder: string, changeset: string): void => {
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
    copyFileSync(join(workspaceRoot, file), join(folder, file));
  }
  mkdirSync(join(folder, '.changeset'));
  copyFileSync(join(workspaceRoot, '.changeset', 'config.json'), join(folder, '.changeset', 'config.json'));
  writeFileSync(join(folder, '.changeset', 'one.md'), changeset);
  for (const group of ['packages', 'tooling']) {
    for (const { directory } of readPackages(workspaceRoot, group)) {
      mkdirSync(join(folder, directory), { recursive: true });
      copyFileSync(join(workspaceRoot, directory, 'package.json'), join(folder, directory, 'package.json'));
    }
  }
};

describe.runIf(git !== undefined)('a release', () => {
  it('gives every published package one version and a change log, and touches no private one', () =>
    withTemporaryFolder(async (folder) => {
      copyWorkspace(folder, "---\n'@sourceos/sync-shell': minor\n---\n\nAliases may be longer.\n");
      for (const args of [
        ['init', '-q', '-b', 'main'],
        ['add', '-A'],
        ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'Start'],
      ]) {
        expect((await run('git', args, { cwd: folder })).code).toBe(0);
      }
      const outcome = await run(process.execPath, [changesets, 'version'], { cwd: folder });
      expect(outcome.code, outcome.output).toBe(0);

      const published = readPackages(folder).filter(isPublished);
      expect(published.length).toBeGreaterThan(0);
      const before = new Set(readPackages(workspaceRoot).map(({ json }) => json.version));
      const after = new Set(published.map(({ json }) => json.version));
      expect(after.size).toBe(1);
      expect([...after].some((version) => before.has(version))).toBe(false);
      for (const { folder: place } of published) {
        expect(readFileSync(join(place, 'CHANGELOG.md'), 'utf8')).toContain(`## ${[...after].join('')}`);
      }
      expect(readFileSync(join(folder, 'packages/sync-shell/CHANGELOG.md'), 'utf8')).toContain(
        'Aliases may be longer.',
      );
      for (const { folder: place } of readPackages(folder, 'tooling')) {
        expect(existsSync(join(place, 'CHANGELOG.md'))).toBe(false);
      }
    }));
});
