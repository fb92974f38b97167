import { describe, expect, it } from 'vitest';
import { deriveExitCode } from '../cli/exit-code.js';
import type { Report } from '../report/report.js';
import { exampleReport, makeFinding } from '../reporters/testing/example-report.js';
import { summarize } from '../scan/build-report.js';
import { checkRepository, scanEstate } from '../testing/judged.js';
import { jsonText, repoManifest } from '../testing/manifests.js';
import { applyBaseline, baselineSchema, createBaseline, pruneBaseline, type Baseline } from './baseline.js';

const today = '2026-06-01';
const accepted = { reason: 'Known until the rewrite', owner: '@stewards', expires: '2026-12-31' };
const file = 'sourceos.baseline.json';
const shellRepo = 'SourceOS-Linux/sourceos-shell';
const turtleTerm = 'SourceOS-Linux/TurtleTerm';

const applied = (baseline: Baseline, day = today) => ({ baseline, text: jsonText(baseline), file, today: day });
const rulesOf = ({ findings }: Pick<Report, 'findings'>): readonly string[] => findings.map(({ rule }) => rule);
const invalid = { ...repoManifest(shellRepo), domain: 'terminals' };

describe('createBaseline', () => {
  it('accepts each finding that counts once, for one reason', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const baseline = createBaseline(report, accepted);
    expect(baselineSchema.parse(baseline)).toEqual(baseline);
    expect(baseline.entries).toEqual(
      report.findings.map(({ fingerprint, rule, repo, message }) => ({
        fingerprint,
        rule,
        repo,
        message,
        ...accepted,
      })),
    );
  });

  it('accepts no finding twice, and none that another baseline accepts', () => {
    const finding = makeFinding({ rule: 'manifest/syntax', message: 'Empty', fingerprint: 'a'.repeat(32) });
    const other = { ...finding, fingerprint: 'b'.repeat(32), suppressed: accepted };
    const baseline = createBaseline({ ...exampleReport, findings: [finding, finding, other] }, accepted);
    expect(baseline.entries.map(({ fingerprint }) => fingerprint)).toEqual(['a'.repeat(32)]);
  });

  it('does not accept what is wrong with another baseline', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const old = createBaseline(report, { ...accepted, expires: '2026-01-31' });
    const again = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(old) });
    expect(again.found('estate/baseline-expired').length).toBeGreaterThan(0);
    expect(createBaseline(again.report, accepted)).toEqual(createBaseline(report, accepted));
  });
});

describe('applyBaseline', () => {
  it('suppresses what it accepts: the finding stays, counts for nothing and fails nothing', async () => {
    const before = await scanEstate({ [shellRepo]: invalid });
    expect(deriveExitCode(before.report, { failOn: 'error' })).toBe(1);
    const baseline = createBaseline(before.report, accepted);
    const { report, repository } = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(baseline) });
    expect(report.summary.findings).toEqual({ error: 0, warn: 0, info: 0 });
    expect(report.summary.suppressed).toBe(before.report.findings.length);
    expect(report.findings.every(({ suppressed }) => suppressed?.owner === '@stewards')).toBe(true);
    expect(deriveExitCode(report, { failOn: 'info', maxWarnings: 0 })).toBe(0);
    expect(repository(shellRepo)).toBe('invalid');
  });

  it('keeps accepting a finding whose lines have moved, and none that has changed', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const options = { baseline: applied(createBaseline(report, accepted)) };
    const moved = await scanEstate({ [shellRepo]: `\n\n\n${JSON.stringify(invalid)}` }, options);
    expect(moved.report.summary.findings.error).toBe(0);
    const changed = await scanEstate({ [shellRepo]: { ...invalid, domain: 'consoles' } }, options);
    expect(changed.found('manifest/unknown-value').map(({ suppressed }) => suppressed)).toEqual([undefined]);
    expect(changed.found('estate/baseline-stale')).toHaveLength(1);
  });

  it('accepts up to its last day, and not on the next', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const baseline = createBaseline(report, { ...accepted, expires: today });
    const onTheDay = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(baseline, today) });
    expect(onTheDay.report.summary.findings.error).toBe(0);
    const after = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(baseline, '2026-06-02') });
    expect(after.report.summary).toMatchObject({
      suppressed: 0,
      findings: { error: report.findings.length, warn: baseline.entries.length },
    });
    expect(after.found('estate/baseline-expired')[0]?.message).toMatch(
      /expired on 2026-06-01; @stewards answers for it$/,
    );
  });

  it('reports an entry that matches nothing, at its place in the file', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const baseline = createBaseline(report, accepted);
    const mended = await scanEstate({ [shellRepo]: repoManifest(shellRepo) }, { baseline: applied(baseline) });
    const at = baseline.entries.findIndex(({ rule }) => rule === 'manifest/unknown-value');
    expect(mended.found('estate/baseline-stale')).toMatchObject([
      {
        severity: 'warn',
        repo: shellRepo,
        file,
        line: 4 + 9 * at,
        column: 5,
        pointer: `/entries/${at}`,
        message: `The entry for manifest/unknown-value in ${shellRepo} matches no finding`,
      },
    ]);
    expect(mended.report.findings[0]?.rule).toBe('estate/baseline-stale');
  });

  it('gives what is wrong with an entry a fingerprint of its own', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const expired = createBaseline(report, { ...accepted, expires: '2026-01-31' });
    const again = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(expired) });
    const prints = again.report.findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('a check under a baseline of the estate', () => {
  it('says nothing about entries of repositories out of view, stale or expired', async () => {
    const entry = { rule: 'manifest/syntax', message: 'The file is empty', ...accepted };
    const entries = [
      { ...entry, fingerprint: '1'.repeat(32), repo: 'ExampleOrg/notes' },
      { ...entry, fingerprint: '2'.repeat(32), repo: 'ExampleOrg/notes', expires: '2026-01-31' },
      { ...entry, fingerprint: '3'.repeat(32), repo: shellRepo },
      { ...entry, fingerprint: '4'.repeat(32), repo: shellRepo.toLowerCase(), expires: '2026-01-31' },
    ];
    const baseline: Baseline = { schemaVersion: '1', entries };
    const one = await checkRepository(shellRepo, repoManifest(shellRepo), { baseline: applied(baseline) });
    expect(one.report.findings.map(({ rule, pointer }) => [rule, pointer])).toEqual(
      [
        ['estate/baseline-expired', '/entries/3'],
        ['estate/baseline-stale', '/entries/2'],
      ].sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
    );
    const all = await scanEstate({ [shellRepo]: repoManifest(shellRepo) }, { baseline: applied(baseline) });
    expect(all.found('estate/baseline-stale').map(({ pointer }) => pointer)).toEqual(['/entries/0', '/entries/2']);
    expect(all.found('estate/baseline-expired')).toHaveLength(2);
  });

  it('cannot tell that a finding across repositories is gone', async () => {
    const estate = {
      [shellRepo]: repoManifest(shellRepo),
      [turtleTerm]: repoManifest(turtleTerm, ['sourceos.sync.extensions']),
      'a/one': repoManifest(shellRepo),
    };
    const { report } = await scanEstate(estate, { layout: 'owners', only: ['estate/*'] });
    const baseline = createBaseline(report, accepted);
    const repos = new Set(baseline.entries.map(({ repo }) => repo));
    expect(repos).toContain(turtleTerm);
    const alone = await checkRepository(turtleTerm, estate[turtleTerm], { baseline: applied(baseline) });
    expect(alone.found('estate/baseline-stale')).toEqual([]);
    expect(pruneBaseline(baseline, alone.report, today).removed).toEqual([]);
  });
});

describe('a scan that could not read a repository', () => {
  it('does not call its entries stale', () => {
    const report: Report = {
      ...exampleReport,
      findings: [],
      repositories: [{ repo: shellRepo, path: shellRepo, status: 'unreachable', engines: [] }],
    };
    const baseline = createBaseline(
      { ...report, findings: [makeFinding({ rule: 'manifest/syntax', message: 'Empty', repo: shellRepo })] },
      accepted,
    );
    expect(applyBaseline(report, applied(baseline)).findings).toEqual([]);
    expect(pruneBaseline(baseline, report, today).removed).toEqual([]);
  });
});

describe('pruneBaseline', () => {
  it('drops what has expired or matches nothing, and keeps the rest in order', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const baseline = createBaseline(report, accepted);
    expect(pruneBaseline(baseline, report, today)).toEqual({ kept: baseline, removed: [] });
    const [first, ...rest] = baseline.entries;
    if (first === undefined) throw new Error('nothing was found');
    const old: Baseline = {
      ...baseline,
      entries: [{ ...first, expires: '2026-05-31' }, { ...first, fingerprint: 'f'.repeat(32) }, ...rest],
    };
    const { kept, removed } = pruneBaseline(old, report, today);
    expect(removed).toEqual(old.entries.slice(0, 2));
    expect(kept.entries).toEqual(rest);
  });

  it('keeps what a suppressed finding still needs', async () => {
    const { report } = await scanEstate({ [shellRepo]: invalid });
    const baseline = createBaseline(report, accepted);
    const under = await scanEstate({ [shellRepo]: invalid }, { baseline: applied(baseline) });
    expect(pruneBaseline(baseline, under.report, today).removed).toEqual([]);
    expect(rulesOf(summarize(under.report))).toEqual(rulesOf(report));
  });
});
