import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan } from '../../scan/scan.js';
import { scanEstate } from '../../testing/judged.js';
import { engineManifest, repoManifest, writeEstate } from '../../testing/manifests.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const shellRepo = 'SourceOS-Linux/sourceos-shell';
const withShell = (changes: Parameters<typeof engineManifest>[1] = {}) =>
  repoManifest(shellRepo, [engineManifest('sourceos.sync.shell', changes)]);

describe('two folders with one repository', () => {
  it('are told at the second, and both declarations count', async () => {
    const { report, found, engine } = await scanEstate(
      { one: withShell(), two: withShell({ supportsExport: false }) },
      { layout: 'flat' },
    );
    expect(found('estate/repository-twice')).toMatchObject([{ path: 'two', pointer: '/repo', line: 2 }]);
    expect(engine('sourceos.sync.shell')).toMatchObject({ status: 'invalid', declaredBy: [shellRepo] });
    expect(report.repositories.map(({ repo, path }) => [repo, path])).toEqual([
      [shellRepo, 'one'],
      [shellRepo, 'two'],
    ]);
  });

  it('leave the engine compliant where they agree, and never missing', async () => {
    const { status, found } = await scanEstate(
      { one: repoManifest(shellRepo, []), two: withShell() },
      { layout: 'flat' },
    );
    expect(status('sourceos.sync.shell')).toBe('compliant');
    expect(found('estate/engine-missing').map(({ engineId }) => engineId)).not.toContain('sourceos.sync.shell');
  });

  it('make the engine invalid where the second cannot be taken apart and names it', async () => {
    const { status } = await scanEstate(
      { 'a/one': withShell(), 'sourceos-shell': '{"syncEngines":[{"engineId":"sourceos.sync.shell"' },
      { layout: 'auto' },
    );
    expect(status('sourceos.sync.shell')).toBe('invalid');
  });
});

it('two folders of one name whose owners nobody knows are two repositories', async () => {
  const folder = temporaryFolder();
  writeEstate(folder, { 'a/notes': null, 'b/notes': null });
  const result = await scan([join(folder, 'a'), join(folder, 'b')], { layout: 'flat' });
  if (!result.ok) throw new Error(result.message);
  expect(result.report.repositories.map(({ repo, path }) => [repo, path])).toEqual([
    ['notes', 'a/notes'],
    ['notes', 'b/notes'],
  ]);
  expect(result.report.findings.filter(({ rule }) => rule === 'estate/repository-twice')).toEqual([]);
});
