import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStructure } from '@sourceos/structure-check';
import { run, withTemporaryFolder, workspaceRoot } from '@sourceos/workspace';
import { describe, expect, it } from 'vitest';
import { writeEngine } from './write-engine.js';

// The settings of the test runner that runs this are not those of the one that it starts.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));

/** A repository without packages. */
const emptyRepository = <T>(use: (root: string) => Promise<T>): Promise<T> =>
  withTemporaryFolder((root) => {
    cpSync(join(workspaceRoot, 'LICENSE'), join(root, 'LICENSE'));
    writeFileSync(join(root, '.gitignore'), 'node_modules\n.results/\n');
    return use(root);
  });

const engines = [
  ['agent-registry', undefined],
  ['clipboard-history', 'example/clipboard'],
] as const;

describe('the packages of a canonical engine and of another one', () => {
  it('have the rooms that structure-check expects', () =>
    emptyRepository(async (root) => {
      for (const [name, owner] of engines) {
        expect(await writeEngine(root, name, owner)).toMatchObject({ ok: true, directory: `packages/sync-${name}` });
        const findings = await checkStructure(root);
        expect(findings.filter(({ path }) => path.startsWith(`packages/sync-${name}/`))).toEqual([]);
      }
    }));

  it('are formatted, compile, and pass their lint and their tests', { timeout: 600_000 }, () =>
    emptyRepository(async (root) => {
      cpSync(join(workspaceRoot, 'package.json'), join(root, 'package.json'));
      for (const [name, owner] of engines) {
        await writeEngine(root, name, owner);
        // What `pnpm install` would link is what every engine package has.
        const installed = join(workspaceRoot, 'packages/sync-shell/node_modules');
        symlinkSync(installed, join(root, `packages/sync-${name}/node_modules`));
      }
      const passes = async (folder: string, bin: string, ...args: readonly string[]): Promise<void> => {
        const { code, output } = await run(bin, args, { cwd: join(root, folder), env });
        expect(code, output).toBe(0);
      };
      await passes('.', join(workspaceRoot, 'node_modules/.bin/prettier'), '--check', '.');
      await passes('.', join(workspaceRoot, 'packages/sync-shell/node_modules/.bin/eslint'), 'packages');
      for (const [name] of engines) {
        const folder = `packages/sync-${name}`;
        await passes(folder, 'node_modules/.bin/tsc');
        await passes(folder, 'node_modules/.bin/vitest', 'run');
      }
    }),
  );
});

describe('new-engine', () => {
  it('leaves a package that exists as it is', () =>
    emptyRepository(async (root) => {
      mkdirSync(join(root, 'packages/sync-shell'), { recursive: true });
      writeFileSync(join(root, 'packages/sync-shell/README.md'), 'mine');
      expect(await writeEngine(root, 'shell')).toEqual({
        ok: false,
        message: 'packages/sync-shell exists; expected a name that is not taken',
      });
      expect(readFileSync(join(root, 'packages/sync-shell/README.md'), 'utf8')).toBe('mine');
    }));

  it('writes nothing for a name that it refuses', () =>
    emptyRepository(async (root) => {
      expect(await writeEngine(root, '../out', 'a/b')).toMatchObject({ ok: false });
      expect(existsSync(join(root, 'packages'))).toBe(false);
    }));

  it('takes the version that the packages share', () =>
    emptyRepository(async (root) => {
      mkdirSync(join(root, 'packages/sync-a'), { recursive: true });
      writeFileSync(join(root, 'packages/sync-a/package.json'), '{ "name": "a", "version": "3.2.1" }');
      await writeEngine(root, 'clipboard', 'example/clipboard');
      expect(JSON.parse(readFileSync(join(root, 'packages/sync-clipboard/package.json'), 'utf8'))).toMatchObject({
        version: '3.2.1',
      });
    }));
});
