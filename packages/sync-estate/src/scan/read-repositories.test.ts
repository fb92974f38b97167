import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { folderRepository } from '../repository/folder-repository.js';
import type { GitRepository, RefusedRepository, Repository } from '../repository/repository.js';
import { engineManifest, jsonText, repoManifest, writeEstate } from '../testing/manifests.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { readRepositories } from './read-repositories.js';

const shell = 'SourceOS-Linux/sourceos-shell';

const folders = (estate: Record<string, unknown>): Repository[] => {
  const root = temporaryFolder();
  writeEstate(root, estate);
  return Object.keys(estate).map((path) => folderRepository(root, `${root}/${path}`, { path, folder: path }));
};

/** A repository whose objects take a while to read. */
const slow = (path: string, milliseconds: number, onRead: () => void = () => undefined): GitRepository => ({
  kind: 'git',
  path,
  folder: path,
  read: async () => {
    onRead();
    await setTimeout(milliseconds);
    return { kind: 'file', bytes: Buffer.from(jsonText(repoManifest(`Example/${path}`, []))) };
  },
});

const refused: RefusedRepository = {
  kind: 'refused',
  path: 'refused',
  folder: 'refused',
  result: { kind: 'unreadable', found: 'no' },
};

describe('readRepositories', () => {
  it('keeps the order of the repositories, however long each takes', async () => {
    const [a, b] = folders({ a: repoManifest('Example/a', []), b: null });
    const repositories = [slow('first', 30), a, slow('second', 1), refused, b].filter((one) => one !== undefined);
    const readings = await readRepositories(repositories, 4, () => undefined);
    expect(readings.map(({ inspection }) => [inspection.repository.path, inspection.manifest])).toEqual([
      ['first', 'read'],
      ['a', 'read'],
      ['second', 'read'],
      ['refused', 'unreadable'],
      ['b', 'absent'],
    ]);
  });

  it('tells of each repository once it is read', async () => {
    let read = 0;
    await readRepositories([...folders({ a: null, b: '{}' }), slow('c', 1), refused], 2, () => (read += 1));
    expect(read).toBe(4);
  });

  it.each([1, 3])('reads at most %d git repositories at a time', async (concurrency) => {
    let most = 0;
    let running = 0;
    const repositories = Array.from({ length: 8 }, (_, index): GitRepository => {
      const repository = slow(String(index), 5);
      return {
        ...repository,
        read: async (file) => {
          running += 1;
          most = Math.max(most, running);
          const result = await repository.read(file);
          running -= 1;
          return result;
        },
      };
    });
    await readRepositories(repositories, concurrency, () => undefined);
    expect(most).toBe(concurrency);
  });

  it('keeps what one repository holds apart from what the next one holds', async () => {
    // Files share one buffer while they are read.
    const names = Array.from({ length: 20 }, (_, index) => `repository-${'x'.repeat(index)}`);
    const readings = await readRepositories(
      folders(Object.fromEntries(names.map((name) => [name, repoManifest(`Example/${name}`, [])]))),
      1,
      () => undefined,
    );
    expect(readings.map(({ inspection }) => inspection.repo)).toEqual(names.map((name) => `Example/${name}`));
    expect(readings.every(({ inspection }) => inspection.findings.length === 0)).toBe(true);
  });

  it('looks at the pins of repositories that declare canonical engines', async () => {
    const root = temporaryFolder();
    const declared = { ...engineManifest('sourceos.sync.shell'), dangerousFields: ['not.published'] };
    writeEstate(root, { a: repoManifest(shell, [declared]), b: repoManifest('Example/b', []) });
    const packageJson = JSON.stringify({ dependencies: { '@sourceos/sync-shell': '*' } });
    writeFiles(root, { 'a/package.json': packageJson, 'b/package.json': packageJson });
    const repositories = ['a', 'b'].map((path) => folderRepository(root, `${root}/${path}`, { path, folder: path }));
    const git = repositories.map((repository): GitRepository => ({
      kind: 'git',
      path: `git-${repository.path}`,
      folder: repository.folder,
      read: (file) => Promise.resolve(repository.read(file)),
    }));
    const readings = await readRepositories([...repositories, ...git], 1, () => undefined);
    expect(readings.map(({ pins }) => pins.map(({ rule }) => rule))).toEqual([
      ['estate/pinned-manifest-differs'],
      [],
      ['estate/pinned-manifest-differs'],
      [],
    ]);
  });
});
