import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bounds } from '../bounds.js';
import { commitFiles, runGit } from '../testing/git.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { gitRepository, revisionPattern } from './git-objects.js';
import type { ReadResult } from './read-inside.js';
import type { RepositoryFile } from './repository.js';

const manifest = '.sourceos/manifest.json';

const read = (
  root: string,
  directory: string,
  revision = 'HEAD',
  file: RepositoryFile = 'manifest',
): Promise<ReadResult> => gitRepository(root, directory, revision, { path: '.', folder: 'x' }).read(file);

const shown = (result: ReadResult): unknown => (result.kind === 'file' ? result.bytes.toString() : result);

const unreadable = (found: RegExp) => ({ kind: 'unreadable', found: expect.stringMatching(found) as string });
const borrows = {
  kind: 'refused',
  reason: 'outside-root',
  found: 'a git directory that borrows from outside the scanned folder',
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('revisionPattern', () => {
  it.each(['HEAD', 'main', 'feature/a.b', 'v1.0.0', 'HEAD~1', 'HEAD^', '@{upstream}', 'main@{1}', 'v1+b'])(
    'allows %s',
    (name) => {
      expect(name).toMatch(revisionPattern);
    },
  );

  it.each(['--output=x', '-x', '', 'a b', 'a\nb', 'main:file', ':/text', '$(id)', 'a;b'])('refuses %j', (name) => {
    expect(name).not.toMatch(revisionPattern);
  });
});

describe.runIf(needs('git', 'manifests read from git objects') !== undefined)('gitRepository', () => {
  it('reads the files of a clone without a checkout', async () => {
    const root = temporaryFolder();
    commitFiles(root, 'origin', { [manifest]: '{"é": 1}\r\n', 'package.json': '{}' });
    runGit(root, 'clone', '--quiet', '--no-checkout', 'origin', 'clone');
    expect(shown(await read(root, join(root, 'clone/.git')))).toBe('{"é": 1}\r\n');
    expect(shown(await read(root, join(root, 'clone/.git'), 'HEAD', 'packageJson'))).toBe('{}');
  });

  it('reads a packed bare mirror', async () => {
    const root = temporaryFolder();
    commitFiles(root, 'origin', { [manifest]: 'x' });
    runGit(root, 'clone', '--quiet', '--mirror', `file://${root}/origin`, 'mirror.git');
    runGit(join(root, 'mirror.git'), 'gc', '--quiet');
    expect(shown(await read(root, join(root, 'mirror.git')))).toBe('x');
  });

  it('reads the revision that is asked for', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: 'first' });
    runGit(folder, 'switch', '--quiet', '--create', 'feature/second');
    writeFiles(folder, { [manifest]: 'second' });
    runGit(folder, 'commit', '--quiet', '--all', '--message=second');
    writeFiles(folder, { [manifest]: 'not committed' });
    const directory = join(folder, '.git');
    expect(shown(await read(root, directory, 'main'))).toBe('first');
    expect(shown(await read(root, directory, 'feature/second'))).toBe('second');
    expect(shown(await read(root, directory, 'HEAD~1'))).toBe('first');
    expect(await read(root, directory, 'no-such-branch')).toEqual(unreadable(/no-such-branch/));
  });

  it('finds nothing in a repository without a commit, and in one without the file', async () => {
    const root = temporaryFolder();
    runGit(root, 'init', '--quiet', '--bare', 'empty.git');
    expect(await read(root, join(root, 'empty.git'))).toEqual({ kind: 'absent' });
    const folder = commitFiles(root, 'x', { '.sourceos/other.json': '', 'manifest.json': '' });
    expect(await read(root, join(folder, '.git'))).toEqual({ kind: 'absent' });
    const file = commitFiles(root, 'y', { '.sourceos': 'a file' });
    expect(await read(root, join(file, '.git'))).toEqual({ kind: 'absent' });
  });

  it('refuses links, folders and submodules in place of the file', async () => {
    const root = temporaryFolder();
    const linked = commitFiles(root, 'linked', { 'real.json': '{}', '.sourceos/other': '' });
    symlinkSync('../real.json', join(linked, manifest));
    runGit(linked, 'add', '--all');
    runGit(linked, 'commit', '--quiet', '--message=link');
    expect(await read(root, join(linked, '.git'))).toMatchObject({ kind: 'refused', found: 'a symbolic link' });

    const linkedFolder = commitFiles(root, 'linked-folder', { 'real/manifest.json': '{}' });
    symlinkSync('real', join(linkedFolder, '.sourceos'));
    runGit(linkedFolder, 'add', '--all');
    runGit(linkedFolder, 'commit', '--quiet', '--message=link');
    expect(await read(root, join(linkedFolder, '.git'))).toMatchObject({ kind: 'refused', found: 'a symbolic link' });

    const folder = commitFiles(root, 'folder', { [`${manifest}/file`]: '' });
    expect(await read(root, join(folder, '.git'))).toMatchObject({ kind: 'refused', found: 'a folder' });

    const submodule = commitFiles(root, 'submodule', {});
    const commit = runGit(submodule, 'rev-parse', 'HEAD');
    runGit(submodule, 'update-index', '--add', '--cacheinfo', `160000,${commit},${manifest}`);
    runGit(submodule, 'commit', '--quiet', '--message=submodule');
    expect(await read(root, join(submodule, '.git'))).toMatchObject({ kind: 'refused', found: 'a submodule' });
  });

  it('reads a blob of the largest size and refuses one byte more', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: Buffer.alloc(bounds.fileBytes, 'a') });
    const result = await read(root, join(folder, '.git'));
    expect(result.kind === 'file' && result.bytes.length).toBe(bounds.fileBytes);
    writeFiles(folder, { [manifest]: Buffer.alloc(bounds.fileBytes + 1, 'a') });
    runGit(folder, 'commit', '--quiet', '--all', '--message=larger');
    expect(await read(root, join(folder, '.git'))).toMatchObject({ kind: 'refused', reason: 'too-large' });
  });

  it('tells of a store that lacks or spoils an object that it cannot be read', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: '{}' });
    const blob = runGit(folder, 'rev-parse', `HEAD:${manifest}`);
    const object = join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2));
    chmodSync(object, 0o644);
    writeFileSync(object, 'garbage');
    expect(await read(root, join(folder, '.git'))).toEqual(unreadable(/./));
    rmSync(object);
    expect(await read(root, join(folder, '.git'))).toEqual(unreadable(/./));
    rmSync(join(folder, '.git/objects'), { recursive: true });
    expect(await read(root, join(folder, '.git'))).toEqual(unreadable(/not a git repository/));
  });

  it('shows no control characters of what git quotes from a repository', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: '{}' });
    appendFileSync(join(folder, '.git/config'), '[core]\n\tbare = "\u001b[31mred"\n');
    const result = await read(root, join(folder, '.git'));
    expect(result).toEqual(unreadable(/red/));
    expect(result).toEqual(unreadable(/^\P{Cc}+$/u));
  });

  it('says in a sentence that git is not installed', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: '{}' });
    vi.stubEnv('PATH', join(root, 'no-such-folder'));
    expect(await read(root, join(folder, '.git'))).toEqual({ kind: 'unreadable', found: 'git is not installed' });
  });

  it('is not led elsewhere by the environment of whoever runs it', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: 'right' });
    const other = commitFiles(root, 'other', { [manifest]: 'wrong' });
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    vi.stubEnv('GIT_OBJECT_DIRECTORY', join(other, '.git/objects'));
    vi.stubEnv('GIT_CONFIG_COUNT', 'nonsense');
    expect(shown(await read(root, join(folder, '.git')))).toBe('right');
  });
});

describe.runIf(needs('git', 'git directories that lead out of the scanned folder') !== undefined)(
  'a git directory',
  () => {
    /** A repository outside the root, and a root with an empty one in it whose HEAD names the outer commit. */
    const outer = () => {
      const above = temporaryFolder();
      const secret = commitFiles(above, 'secret', { [manifest]: 'secret' });
      const commit = runGit(secret, 'rev-parse', 'HEAD');
      const root = join(above, 'root');
      mkdirSync(root);
      runGit(root, 'init', '--quiet', '--bare', 'x.git');
      const directory = join(root, 'x.git');
      writeFiles(directory, { HEAD: `${commit}\n` });
      return { above, root, directory, store: join(secret, '.git/objects') };
    };

    it('may borrow objects inside the root', async () => {
      const root = temporaryFolder();
      commitFiles(root, 'origin', { [manifest]: 'x' });
      runGit(root, 'clone', '--quiet', '--shared', '--bare', 'origin', 'x.git');
      expect(existsSync(join(root, 'x.git/objects/info/alternates'))).toBe(true);
      expect(shown(await read(root, join(root, 'x.git')))).toBe('x');
    });

    it('may not borrow objects outside it, by an absolute path or a relative one', async () => {
      const { root, directory, store } = outer();
      writeFiles(directory, { 'objects/info/alternates': `${store}\n` });
      expect(await read(root, directory)).toEqual(borrows);
      writeFiles(directory, { 'objects/info/alternates': '../../../secret/.git/objects\n' });
      expect(await read(root, directory)).toEqual(borrows);
    });

    it('may not borrow through a store inside that borrows outside', async () => {
      const { root, directory, store } = outer();
      writeFiles(root, { 'middle/info/alternates': `${store}\n` });
      writeFiles(directory, { 'objects/info/alternates': '../../middle\n' });
      expect(await read(root, directory)).toEqual(borrows);
    });

    it('may not hide where it borrows behind many lines', async () => {
      const { root, directory, store } = outer();
      writeFiles(directory, { 'objects/info/alternates': `${'#\n'.repeat(10_000)}${store}\n` });
      expect(await read(root, directory)).toEqual(borrows);
    });

    it.each(['objects', 'objects/pack', 'objects/ab', 'refs/heads', 'packed-refs', 'config'])(
      'may not link %s from outside',
      async (name) => {
        const { above, root, directory, store } = outer();
        rmSync(join(directory, name), { recursive: true, force: true });
        symlinkSync(
          name.includes('s/') || name === 'objects' ? store : join(above, 'secret/.git/config'),
          join(directory, name),
        );
        expect(await read(root, directory)).toEqual(borrows);
      },
    );

    it('may not link one object from outside', async () => {
      const { root, directory, store } = outer();
      cpSync(store, join(directory, 'objects'), { recursive: true });
      const [fan = ''] = readdirSync(store).filter((name) => name.length === 2);
      const [object = ''] = readdirSync(join(store, fan));
      rmSync(join(directory, 'objects', fan, object));
      symlinkSync(join(store, fan, object), join(directory, 'objects', fan, object));
      expect(await read(root, directory)).toEqual(borrows);
    });

    it('may share the directory of a work tree inside the root, and not outside', async () => {
      const root = temporaryFolder();
      const folder = commitFiles(root, 'main', { [manifest]: 'x' });
      runGit(folder, 'worktree', 'add', '--quiet', '../linked', '-b', 'other');
      const directory = join(folder, '.git/worktrees/linked');
      expect(shown(await read(root, directory))).toBe('x');

      const inner = join(root, 'inner');
      mkdirSync(inner);
      renameSync(directory, join(inner, 'directory'));
      writeFiles(inner, { 'directory/commondir': '../../main/.git\n' });
      expect(await read(inner, join(inner, 'directory'))).toEqual(borrows);
    });

    it.each(['HEAD', 'config', 'packed-refs', 'objects/info/alternates', 'refs/heads/main', 'commondir'])(
      'is refused, and not waited for, with a pipe for %s',
      async (name) => {
        const { root, directory } = outer();
        rmSync(join(directory, name), { force: true });
        execFileSync('mkfifo', [join(directory, name)]);
        expect(await read(root, directory)).toMatchObject({ kind: 'refused', reason: 'not-a-file' });
      },
    );

    it('is unreadable where it is not there', async () => {
      const root = temporaryFolder();
      expect(await read(root, join(root, 'nothing.git'))).toEqual(unreadable(/not a git repository/));
      expect(await read(join(root, 'gone'), join(root, 'gone/x.git'))).toEqual(unreadable(/ENOENT/));
    });
  },
);

describe.runIf(needs('git', 'hostile git configuration') !== undefined)('hostile configuration of a repository', () => {
  /** A clone that lacks the manifest's blob and promises that another repository has it. */
  const promised = (config: (script: string) => string) => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: '{"wanted": true}' });
    const blob = runGit(folder, 'rev-parse', `HEAD:${manifest}`);
    rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const marker = join(root, 'marker');
    const script = join(root, 'script');
    writeFileSync(script, `#!/bin/sh\ntouch '${marker}'\n`, { mode: 0o755 });
    appendFileSync(join(folder, '.git/config'), config(script));
    return { root, folder, marker, directory: join(folder, '.git') };
  };

  const promisor = (lines: string): string =>
    `[extensions]\n\tpartialClone = origin\n[core]\n\trepositoryformatversion = 1\n[remote "origin"]\n\tpromisor = true\n\tpartialclonefilter = blob:none\n${lines}`;

  it('has a helper that git itself would run', () => {
    // What the next test proves says something only if the bait works.
    const { folder, marker } = promised((script) =>
      promisor(`\turl = ext::${script}\n[protocol "ext"]\n\tallow = always\n`),
    );
    expect(() => runGit(folder, 'cat-file', 'blob', `HEAD:${manifest}`)).toThrow();
    expect(existsSync(marker)).toBe(true);
  });

  it.each([
    [
      'a remote that runs a command',
      (script: string) => promisor(`\turl = ext::${script}\n[protocol "ext"]\n\tallow = always\n`),
    ],
    [
      'a command in place of ssh',
      (script: string) => `${promisor('\turl = git@example.org:a/b.git\n')}[core]\n\tsshCommand = ${script}\n`,
    ],
    ['a program for the other side', (script: string) => promisor(`\turl = .\n\tuploadpack = ${script}\n`)],
    ['a remote of another kind', () => promisor('\turl = .\n\tvcs = script\n')],
    [
      'a rewritten address',
      (script: string) =>
        `${promisor('\turl = https://example.org/\n')}[url "ext::${script} "]\n\tinsteadOf = https://example.org/\n[protocol "ext"]\n\tallow = always\n`,
    ],
    ['a file system monitor', (script: string) => `[core]\n\tfsmonitor = ${script}\n`],
    ['hooks', (script: string) => `${promisor('\turl = .\n')}[core]\n\thooksPath = ${script}\n`],
    [
      'a pager',
      (script: string) => `[core]\n\tpager = ${script}\n[pager]\n\tls-tree = ${script}\n\tcat-file = ${script}\n`,
    ],
    [
      'aliases',
      (script: string) => `[alias]\n\tls-tree = !${script}\n\tcat-file = !${script}\n\tfor-each-ref = !${script}\n`,
    ],
    ['a command that lists borrowed references', (script: string) => `[core]\n\talternateRefsCommand = ${script}\n`],
    [
      'filters',
      (script: string) =>
        `[filter "x"]\n\tsmudge = ${script}\n\tclean = ${script}\n[diff "x"]\n\ttextconv = ${script}\n`,
    ],
  ])('runs nothing: %s', async (_what, config) => {
    const { root, marker, directory } = promised(config);
    // A remote of another kind is a program git-remote-<kind> on the path.
    symlinkSync('script', join(root, 'git-remote-script'));
    vi.stubEnv('PATH', `${root}:${process.env.PATH ?? ''}`);
    expect(await read(root, directory)).toEqual(unreadable(/./));
    expect(existsSync(marker)).toBe(false);
  });

  it('is not read as another repository by its work tree, and shows nothing of a file that it includes', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: 'right' });
    writeFiles(root, { 'secret.txt': 'the secret', 'worktree/.sourceos/manifest.json': 'wrong' });
    appendFileSync(join(folder, '.git/config'), `[core]\n\tworktree = ${root}/worktree\n`);
    expect(shown(await read(root, join(folder, '.git')))).toBe('right');
    appendFileSync(join(folder, '.git/config'), `[include]\n\tpath = ${root}/secret.txt\n`);
    expect(JSON.stringify(await read(root, join(folder, '.git')))).not.toContain('the secret');
  });

  it('cannot replace an object by another', async () => {
    const root = temporaryFolder();
    const folder = commitFiles(root, 'x', { [manifest]: 'right', other: 'wrong' });
    runGit(
      folder,
      'replace',
      runGit(folder, 'rev-parse', `HEAD:${manifest}`),
      runGit(folder, 'rev-parse', 'HEAD:other'),
    );
    expect(shown(await read(root, join(folder, '.git')))).toBe('right');
  });
});
