import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bounds } from '../bounds.js';
import { listenAt } from '../testing/listen-at.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { unprivileged } from '../testing/unprivileged.js';
import { readInside, type ReadResult } from './read-inside.js';

const parts = ['.sourceos', 'manifest.json'];
const manifest = '.sourceos/manifest.json';

/** A root with a repository in it, and the path of its manifest. */
const repository = () => {
  const root = temporaryFolder();
  chmodSync(root, 0o755);
  const folder = join(root, 'repository');
  mkdirSync(join(folder, '.sourceos'), { recursive: true });
  return { root, folder, file: join(folder, manifest), read: () => readInside(root, folder, parts) };
};

const textOf = (result: ReadResult): string => {
  if (result.kind !== 'file') throw new TypeError(`Not a file: ${JSON.stringify(result)}`);
  return result.bytes.toString();
};

describe('readInside', () => {
  it('reads a regular file', () => {
    const { folder, read } = repository();
    writeFiles(folder, { [manifest]: '{"é": 1}' });
    expect(textOf(read())).toBe('{"é": 1}');
  });

  it('reads an empty file', () => {
    const { folder, read } = repository();
    writeFiles(folder, { [manifest]: '' });
    expect(textOf(read())).toBe('');
  });

  it('reads one file after another into their own lengths', () => {
    const { root, folder, read } = repository();
    writeFiles(folder, { [manifest]: 'a'.repeat(100), 'package.json': 'b' });
    expect(textOf(read())).toHaveLength(100);
    expect(textOf(readInside(root, folder, ['package.json']))).toBe('b');
  });

  it.each([64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, bounds.fileBytes])('reads all of %d bytes', (size) => {
    const { folder, read } = repository();
    const bytes = Buffer.alloc(size, 'abcdefg');
    writeFiles(folder, { [manifest]: bytes });
    expect(textOf(read()) === bytes.toString()).toBe(true);
  });

  it('refuses one byte more than the bound', () => {
    const { folder, read } = repository();
    writeFiles(folder, { [manifest]: Buffer.alloc(bounds.fileBytes + 1) });
    expect(read()).toEqual({ kind: 'refused', reason: 'too-large', found: `${bounds.fileBytes + 1} bytes` });
  });

  it('finds nothing where there is no file, no folder or no repository', () => {
    const { root, folder, read } = repository();
    expect(read()).toEqual({ kind: 'absent' });
    expect(readInside(root, join(root, 'no-repository'), parts)).toEqual({ kind: 'absent' });
    writeFiles(folder, { other: '' });
    expect(readInside(root, join(folder, 'other'), parts)).toEqual({ kind: 'absent' });
    expect(readInside(root, folder, ['other', 'manifest.json'])).toEqual({ kind: 'absent' });
  });

  it('refuses a folder in place of the file', () => {
    const { file, read } = repository();
    mkdirSync(file);
    expect(read()).toEqual({ kind: 'refused', reason: 'not-a-file', found: 'a folder' });
  });

  it('refuses a named pipe without waiting for a writer', () => {
    const { file, read } = repository();
    execFileSync('mkfifo', [file]);
    expect(read()).toEqual({ kind: 'refused', reason: 'not-a-file', found: 'a named pipe' });
  });

  it('refuses a socket', async () => {
    const { file, read } = repository();
    await listenAt(file);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'not-a-file' });
  });

  it('reads files whose names hold line breaks and control characters', () => {
    const root = temporaryFolder();
    const folder = join(root, 'a\nb\u001b[31m\t"\u202e');
    writeFiles(folder, { [manifest]: '1' });
    expect(textOf(readInside(root, folder, parts))).toBe('1');
  });

  it.runIf(existsSync('/proc/self/status'))('reads a file that tells no size', () => {
    expect(readFileSync('/proc/self/status').length).toBeGreaterThan(0);
    expect(textOf(readInside('/proc', '/proc/self', ['status']))).toMatch(/^Name:/);
  });
});

describe('readInside of symbolic links', () => {
  it('follows a link to a file inside the root', () => {
    const { root, file, read } = repository();
    writeFiles(root, { 'other/shared.json': 'shared' });
    symlinkSync('../../other/shared.json', file);
    expect(textOf(read())).toBe('shared');
  });

  it('follows a linked .sourceos folder inside the root, and links behind it', () => {
    const root = temporaryFolder();
    writeFiles(root, { 'repository/README.md': '', 'shared/real.json': 'shared' });
    symlinkSync('real.json', join(root, 'shared/manifest.json'));
    symlinkSync('../shared', join(root, 'repository/.sourceos'));
    expect(textOf(readInside(root, join(root, 'repository'), parts))).toBe('shared');
  });

  it('follows links under a root that is itself reached by a link', () => {
    const { root, folder, file } = repository();
    writeFiles(folder, { 'real.json': 'real' });
    symlinkSync('../real.json', file);
    const link = join(temporaryFolder(), 'root');
    symlinkSync(root, link);
    expect(textOf(readInside(link, join(link, 'repository'), parts))).toBe('real');
  });

  it.each(['secret.json', 'repository-of-another/secret.json'])('refuses a link out of the root, to %s', (path) => {
    const above = temporaryFolder();
    writeFiles(above, { [path]: 'secret', 'repository/.sourceos/other.json': '' });
    const root = join(above, 'repository');
    symlinkSync(join(above, path), join(root, manifest));
    expect(readInside(root, root, parts)).toEqual({
      kind: 'refused',
      reason: 'outside-root',
      found: 'a symbolic link that leads out of the scanned folder',
    });
  });

  it('refuses a .sourceos folder that is linked from outside the root', () => {
    const above = temporaryFolder();
    writeFiles(above, { 'outside/manifest.json': 'secret', 'root/repository/README.md': '' });
    symlinkSync('../../outside', join(above, 'root/repository/.sourceos'));
    const result = readInside(join(above, 'root'), join(above, 'root/repository'), parts);
    expect(result).toMatchObject({ kind: 'refused', reason: 'outside-root' });
  });

  it('refuses a link that leaves the root and comes back by another link', () => {
    const above = temporaryFolder();
    writeFiles(above, { 'outside/secret.json': 'secret', 'root/repository/.sourceos/x': '' });
    symlinkSync('../../../outside', join(above, 'root/repository/.sourceos/inner'));
    symlinkSync('inner/secret.json', join(above, 'root/repository', manifest));
    const result = readInside(join(above, 'root'), join(above, 'root/repository'), parts);
    expect(result).toMatchObject({ kind: 'refused', reason: 'outside-root' });
  });

  it.runIf(existsSync('/proc/self/environ'))('refuses a link to a file of the system that tells no size', () => {
    const { file, read } = repository();
    symlinkSync('/proc/self/environ', file);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'outside-root' });
  });

  it('refuses a link that leads nowhere', () => {
    const { file, read } = repository();
    symlinkSync('nowhere.json', file);
    expect(read()).toEqual({
      kind: 'refused',
      reason: 'not-a-file',
      found: 'a symbolic link that leads nowhere',
    });
  });

  it('refuses loops of links, of the file and of the folder', () => {
    const { root, folder, file, read } = repository();
    symlinkSync('other.json', file);
    symlinkSync('manifest.json', join(folder, '.sourceos/other.json'));
    expect(read()).toEqual({ kind: 'refused', reason: 'not-a-file', found: 'a loop of symbolic links' });

    mkdirSync(join(root, 'second'));
    symlinkSync('.sourceos', join(root, 'second/.sourceos'));
    expect(readInside(root, join(root, 'second'), parts)).toMatchObject({ found: 'a loop of symbolic links' });
  });

  it('refuses a linked pipe without waiting for a writer', () => {
    const { folder, file, read } = repository();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('../pipe', file);
    expect(read()).toMatchObject({ kind: 'refused', found: 'a named pipe' });
  });
});

describe('readInside without permission', () => {
  it('tells that a file cannot be read', () => {
    const { folder, file, read } = repository();
    writeFiles(folder, { [manifest]: '{}' });
    chmodSync(file, 0);
    expect(unprivileged(read)).toEqual({ kind: 'unreadable', found: 'permission denied (EACCES)' });
  });

  it('tells that a folder cannot be entered', () => {
    const { folder, read } = repository();
    writeFiles(folder, { [manifest]: '{}' });
    chmodSync(join(folder, '.sourceos'), 0);
    const result = unprivileged(read);
    chmodSync(join(folder, '.sourceos'), 0o755);
    expect(result).toEqual({ kind: 'unreadable', found: 'permission denied (EACCES)' });
  });

  it('tells that what a link leads to cannot be entered', () => {
    const { root, file, read } = repository();
    writeFiles(root, { 'closed/manifest.json': '{}' });
    symlinkSync('../../closed/manifest.json', file);
    chmodSync(join(root, 'closed'), 0);
    const result = unprivileged(read);
    chmodSync(join(root, 'closed'), 0o755);
    expect(result).toMatchObject({ kind: 'unreadable' });
  });
});
