import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema, type Finding } from '../report/report.js';
import { ruleExamples } from '../rules/testing/examples.js';
import { writeExample } from '../rules/testing/rule-example.js';
import { checkRepository, scanEstate } from '../testing/judged.js';
import { repoManifest, writeEstate } from '../testing/manifests.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { byPlace } from './build-report.js';
import { check, scan } from './scan.js';

const shellRepo = 'SourceOS-Linux/sourceos-shell';

const placeOf = ({ path, file, line, column, rule }: Finding): string => [path, file, line, column, rule].join(' ');

/** An estate in which nearly every rule is broken. */
const brokenEstate = (): string => {
  const folder = temporaryFolder();
  for (const [id, { fails }] of Object.entries(ruleExamples)) writeExample(join(folder, id.replace('/', '-')), fails);
  return folder;
};

const sourcesOf = (folder: string): string[] =>
  Object.keys(ruleExamples).map((id) => join(folder, id.replace('/', '-')));

describe('a report', () => {
  it('is what its schema says, for an estate in which every rule is broken', async () => {
    const result = await scan(sourcesOf(brokenEstate()), { layout: 'owners' });
    if (!result.ok) throw new Error(result.message);
    expect(reportSchema.parse(result.report)).toEqual(result.report);
  });

  it('is the same text when the same estate is scanned again', async () => {
    const sources = sourcesOf(brokenEstate());
    const [first, second] = [await scan(sources, { layout: 'owners' }), await scan(sources, { layout: 'owners' })];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it('lists findings by place, then rule', async () => {
    const result = await scan(sourcesOf(brokenEstate()), { layout: 'owners' });
    if (!result.ok) throw new Error(result.message);
    const { findings } = result.report;
    expect(findings.length).toBeGreaterThan(100);
    expect([...findings].sort(byPlace)).toEqual(findings);
    expect([...findings].reverse().sort(byPlace).map(placeOf)).toEqual(findings.map(placeOf));
  });

  it('counts its rows and findings', async () => {
    const { report } = await scanEstate({
      [shellRepo]: { ...repoManifest(shellRepo), domain: 'terminals' },
      'SourceOS-Linux/TurtleTerm': null,
      'ExampleOrg/notes': null,
    });
    const { summary } = report;
    expect(summary.engines).toEqual({ missing: 10, invalid: 0, partial: 0, compliant: 1 });
    expect(summary.repositories).toEqual({
      unreachable: 0,
      missing: 1,
      invalid: 1,
      partial: 0,
      compliant: 0,
      not_applicable: 1,
    });
    // Ten engines that nobody declares, an owner without a manifest, and the domain.
    expect(summary.findings).toEqual({ error: 12, warn: 0, info: 0 });
    expect(summary.suppressed).toBe(0);
  });
});

describe('scan', () => {
  it('says which source cannot be opened, and reads none', async () => {
    const folder = temporaryFolder();
    const read: number[] = [];
    const result = await scan([folder, join(folder, 'nowhere')], { onProgress: (count) => read.push(count) });
    expect(result).toEqual({ ok: false, message: `${join(folder, 'nowhere')} does not exist` });
    expect(read).toEqual([]);
  });

  it('names paths by their sources where there are several', async () => {
    const folder = temporaryFolder();
    writeEstate(folder, { 'a/notes': null, 'b/notes': null });
    const result = await scan([join(folder, 'a'), join(folder, 'b')], { layout: 'flat' });
    expect(result.ok && result.report.repositories.map(({ path }) => path)).toEqual(['a/notes', 'b/notes']);
  });

  it('tells after each repository how many were read', async () => {
    const read: number[] = [];
    await scanEstate({ 'a/one': null, 'a/two': null, 'b/three': null }, { onProgress: (count) => read.push(count) });
    expect(read).toEqual([1, 2, 3]);
  });

  it('counts only what --only and --skip leave, and statuses stay as they are', async () => {
    const estate = { [shellRepo]: { ...repoManifest(shellRepo), domain: 'terminals' }, 'ExampleOrg/notes': null };
    const only = await scanEstate(estate, { only: ['manifest/*'] });
    expect(only.report.findings.map(({ rule }) => rule)).toEqual(['manifest/unknown-value']);
    expect(only.report.summary.findings.error).toBe(1);
    const skip = await scanEstate(estate, { skip: ['manifest/*', 'sourceos.sync.a*', 'SourceOS-Linux/*'] });
    expect(skip.repository(shellRepo)).toBe('invalid');
    expect(skip.status('sourceos.sync.audit')).toBe('missing');
    const rules = skip.report.findings.map(({ rule, engineId }) => [rule, engineId]);
    expect(rules).toContainEqual(['estate/engine-missing', 'sourceos.sync.memory-mesh']);
    expect(rules).not.toContainEqual(['estate/engine-missing', 'sourceos.sync.audit']);
    expect(skip.found('manifest/unknown-value')).toEqual([]);
  });

  it('takes no configuration and no baseline from the repositories that it judges', async () => {
    const folder = temporaryFolder();
    writeEstate(folder, { [shellRepo]: { ...repoManifest(shellRepo), domain: 'terminals' } });
    const before = await scan([folder], { layout: 'owners' });
    const config = JSON.stringify({ failOn: 'never', skip: ['*'], strict: true });
    writeFiles(folder, {
      'sourceos.config.json': config,
      [`${shellRepo}/sourceos.config.json`]: config,
      [`${shellRepo}/package.json`]: JSON.stringify({ sourceos: { skip: ['*'] } }),
    });
    expect(await scan([folder], { layout: 'owners' })).toEqual(before);
  });
});

describe('check', () => {
  it('judges a folder, and nothing else', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'list.txt': 'a\nb\n' });
    expect(await check(join(folder, 'list.txt'))).toEqual({
      ok: false,
      message: `${join(folder, 'list.txt')} is not a folder; check takes a repository`,
    });
    expect(await check(join(folder, 'nowhere'))).toMatchObject({ ok: false });
  });

  it('believes the name that it is given, and not the manifest', async () => {
    const manifest = repoManifest(shellRepo);
    const own = await checkRepository(shellRepo, manifest);
    expect(own.report.findings).toEqual([]);
    const other = await checkRepository('ExampleOrg/fork', manifest);
    expect(other.found('manifest/repo-mismatch')).toHaveLength(1);
    expect(other.found('estate/declared-elsewhere')).toHaveLength(1);
    expect(other.repository('ExampleOrg/fork')).toBe('invalid');
  });

  it('stands at the path of the folder itself', async () => {
    const { report } = await checkRepository(shellRepo, '');
    expect(report.repositories).toEqual([{ repo: shellRepo, path: '.', status: 'invalid', engines: [] }]);
    expect(report.findings[0]).toMatchObject({ path: '.', file: '.sourceos/manifest.json' });
    expect(report.command).toBe('check');
  });
});
