import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderRepository } from '../repository/folder-repository.js';
import { engineManifest, jsonText, repoManifest } from '../testing/manifests.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { unprivileged } from '../testing/unprivileged.js';
import { fixRepository } from './fix-repository.js';

const shell = 'SourceOS-Linux/sourceos-shell';
const right = jsonText(repoManifest(shell, [engineManifest('sourceos.sync.shell')]));
const wrong = right.replace('"manual_review"', '"Manual_Review"');

const repository = (text = wrong) => {
  const root = temporaryFolder();
  chmodSync(root, 0o755);
  const location = join(root, 'x');
  writeFiles(location, { '.sourceos/manifest.json': text });
  return {
    root,
    location,
    file: join(location, '.sourceos/manifest.json'),
    fix: (write = true) => fixRepository(folderRepository(root, location, { path: 'x', folder: 'x' }), write),
  };
};

describe('fixRepository', () => {
  it('writes what it mended, and leaves nothing else behind', () => {
    const { location, file, fix } = repository();
    expect(fix()).toEqual({ file, before: wrong, after: right, count: 1 });
    expect(readFileSync(file, 'utf8')).toBe(right);
    expect(readdirSync(join(location, '.sourceos'))).toEqual(['manifest.json']);
    expect(fix()).toBeUndefined();
  });

  it('only tells what it would mend where it may not write', () => {
    const { file, fix } = repository();
    expect(fix(false)).toMatchObject({ after: right });
    expect(readFileSync(file, 'utf8')).toBe(wrong);
  });

  it('does not touch a manifest with nothing to mend, nor make one', () => {
    const { file, fix } = repository(right);
    const { ino, mtimeMs } = statSync(file);
    expect(fix()).toBeUndefined();
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
    const root = temporaryFolder();
    expect(fixRepository(folderRepository(root, root, { path: '.', folder: 'x' }), true)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([0o600, 0o644, 0o666, 0o755])('keeps the mode %o', (mode) => {
    const { file, fix } = repository();
    chmodSync(file, mode);
    fix();
    expect(readFileSync(file, 'utf8')).toBe(right);
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  it.runIf(process.geteuid?.() === 0)('keeps the owner', () => {
    const { file, fix } = repository();
    chownSync(file, 65_534, 65_534);
    fix();
    expect(readFileSync(file, 'utf8')).toBe(right);
    expect(statSync(file)).toMatchObject({ uid: 65_534, gid: 65_534 });
  });

  it('leaves a manifest alone that is a symbolic link, or lies in a linked folder', () => {
    const { root, location, file, fix } = repository();
    const other = join(root, 'other');
    mkdirSync(other);
    renameSync(file, join(other, 'manifest.json'));
    symlinkSync(join(other, 'manifest.json'), file);
    expect(fix()).toBeUndefined();

    renameSync(join(location, '.sourceos'), join(root, 'moved'));
    symlinkSync(other, join(location, '.sourceos'));
    expect(fix()).toBeUndefined();
    expect(readFileSync(join(other, 'manifest.json'), 'utf8')).toBe(wrong);
  });

  it('mends a repository that is itself reached by a link', () => {
    const { root, location, file } = repository();
    symlinkSync(location, join(root, 'link'));
    const linked = folderRepository(root, join(root, 'link'), { path: 'link', folder: 'link' });
    expect(fixRepository(linked, true)?.count).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(right);
  });

  it('does not write through another name of the same file', () => {
    const { root, file, fix } = repository();
    linkSync(file, join(root, 'backup.json'));
    fix();
    expect(readFileSync(join(root, 'backup.json'), 'utf8')).toBe(wrong);
  });

  it('throws where the folder cannot be written, and leaves the manifest whole', () => {
    const { location, file, fix } = repository();
    chmodSync(file, 0o644);
    chmodSync(join(location, '.sourceos'), 0o555);
    expect(() => unprivileged(() => fix())).toThrow(/EACCES/);
    chmodSync(join(location, '.sourceos'), 0o755);
    expect(readFileSync(file, 'utf8')).toBe(wrong);
    expect(readdirSync(join(location, '.sourceos'))).toEqual(['manifest.json']);
  });
});
