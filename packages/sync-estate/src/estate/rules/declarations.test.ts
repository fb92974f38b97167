import { describe, expect, it } from 'vitest';
import { engineManifest, repoManifest, writeEstate } from '../../testing/manifests.js';
import { scanEstate } from '../../testing/judged.js';
import { scan } from '../../scan/scan.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { differingFields } from './declarations.js';

describe('differingFields', () => {
  const shell = engineManifest('sourceos.sync.shell');

  it('names each field that two declarations have and that differs, in the order of the schema', () => {
    expect(differingFields(shell, shell)).toEqual([]);
    expect(differingFields(shell, { ...shell, supportsExport: false, schemaVersion: '1.0.0' })).toEqual([
      'schemaVersion',
      'supportsExport',
    ]);
    expect(differingFields(shell, { ...shell, dangerousFields: ['other'] })).toEqual(['dangerousFields']);
  });

  it('passes over owners, the schema, unknown members and what one leaves out', () => {
    const { auditEvents, ...silent } = shell;
    expect(auditEvents).not.toEqual([]);
    expect(differingFields(shell, { ...silent, ownerRepo: 'a/b', $schema: 'x', more: 1 })).toEqual([]);
  });

  it('tells a list from its first item, and a text from a list of it', () => {
    expect(differingFields({ auditEvents: ['a'] }, { auditEvents: ['a', 'a'] })).toEqual(['auditEvents']);
    expect(differingFields({ auditEvents: ['1'] }, { auditEvents: [1] })).toEqual(['auditEvents']);
    expect(differingFields({ auditEvents: 'a' }, { auditEvents: ['a'] })).toEqual(['auditEvents']);
  });
});

describe('a collection claimed twice', () => {
  const claiming = (repo: string, engineId: string, collection: string) =>
    repoManifest(repo, [engineManifest(engineId, { ownerRepo: repo, collection })]);

  it('is told to both claimants outside the eleven', async () => {
    const { found, status } = await scanEstate({
      'ExampleOrg/a': claiming('ExampleOrg/a', 'sourceos.sync.a', 'notes'),
      'ExampleOrg/b': claiming('ExampleOrg/b', 'sourceos.sync.b', 'notes'),
    });
    const told = found('estate/collection-claimed-twice');
    expect(told.map(({ repo, message }) => [repo, message])).toEqual([
      ['ExampleOrg/a', 'The collection "notes" is claimed by sourceos.sync.b too'],
      ['ExampleOrg/b', 'The collection "notes" is claimed by sourceos.sync.a too'],
    ]);
    expect([status('sourceos.sync.a'), status('sourceos.sync.b')]).toEqual(['invalid', 'invalid']);
  });

  it('stays with the canonical engine, declared or not', async () => {
    const repo = 'SourceOS-Linux/sourceos-shell';
    const { found, status } = await scanEstate({
      [repo]: repoManifest(repo),
      'ExampleOrg/a': claiming('ExampleOrg/a', 'sourceos.sync.a', 'shell'),
      'ExampleOrg/b': claiming('ExampleOrg/b', 'sourceos.sync.b', 'browser'),
    });
    expect(found('estate/collection-claimed-twice').map(({ repo: at }) => at)).toEqual([
      'ExampleOrg/a',
      'ExampleOrg/b',
    ]);
    expect(status('sourceos.sync.shell')).toBe('compliant');
  });

  it('is no fault when one engine is declared in several places', async () => {
    const { found } = await scanEstate({
      'ExampleOrg/a': claiming('ExampleOrg/a', 'sourceos.sync.a', 'notes'),
      'ExampleOrg/b': claiming('ExampleOrg/b', 'sourceos.sync.a', 'notes'),
    });
    expect(found('estate/collection-claimed-twice')).toEqual([]);
  });

  it('by thousands of engines is told within bounds, without comparing each with each', async () => {
    const repo = 'ExampleOrg/a';
    const engines = Array.from({ length: 8_000 }, (_, index) => ({
      engineId: `sourceos.sync.a${index}`,
      collection: 'notes',
    }));
    const folder = temporaryFolder();
    writeEstate(folder, { [repo]: JSON.stringify({ ...repoManifest(repo, []), syncEngines: engines }) });
    const start = performance.now();
    const result = await scan([folder], { layout: 'owners' });
    expect(performance.now() - start).toBeLessThan(10_000);
    if (!result.ok) throw new Error(result.message);
    const own = result.report.findings.filter((finding) => finding.repo === repo);
    expect(own.length).toBeLessThan(250);
    const first = own.find(({ rule }) => rule === 'estate/collection-claimed-twice');
    expect(first?.message).toMatch(
      /claimed by sourceos\.sync\.\w+, sourceos\.sync\.\w+, sourceos\.sync\.\w+ and 7996 more too$/,
    );
    expect(own.map(({ message }) => message)).toContain('7900 more findings in this file are not listed');
  });
});

describe('names of any length', () => {
  it('are cut in messages', async () => {
    const long = `sourceos.sync.${'a'.repeat(10_000)}`;
    const { found } = await scanEstate({
      'ExampleOrg/a': repoManifest('ExampleOrg/a', [engineManifest(long, { ownerRepo: `b/${'b'.repeat(10_000)}` })]),
    });
    const [finding] = found('estate/declared-elsewhere');
    expect(finding?.message.length).toBeLessThan(400);
  });
});
