import { join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan, type Report } from '../src/index.js';
import { deriveExitCode } from '../src/cli/exit-code.js';

const shared = needs('shared', 'a scan of real repositories of the estate');

describe.runIf(shared !== undefined)('the real estate', () => {
  let report: Report;
  beforeAll(async () => {
    const result = await scan([join(shared ?? '', 'estate')]);
    if (!result.ok) throw new Error(result.message);
    report = result.report;
  });

  it('has compliant declarations of shell and agent-registry, and nine engines that nobody declares', () => {
    const compliant = report.engines.filter(({ status }) => status === 'compliant').map(({ engineId }) => engineId);
    expect(compliant).toEqual(['sourceos.sync.shell', 'sourceos.sync.agent-registry']);
    expect(report.summary.engines).toEqual({ missing: 9, invalid: 0, partial: 0, compliant: 2 });
    expect(report.findings.filter(({ rule }) => rule === 'estate/engine-missing')).toHaveLength(9);
  });

  it('has one fault in sourceos-boot: its domain, to the line', () => {
    expect(report.repositories.find(({ repo }) => repo === 'SourceOS-Linux/sourceos-boot')?.status).toBe('invalid');
    const findings = report.findings.filter(({ repo }) => repo === 'SourceOS-Linux/sourceos-boot');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: 'manifest/unknown-value',
      severity: 'error',
      path: 'SourceOS-Linux/sourceos-boot',
      file: '.sourceos/manifest.json',
      line: 3,
      column: 13,
      pointer: '/domain',
      found: '"boot"',
    });
  });

  it('has two owners that declare nothing', () => {
    const silent = report.findings.filter(({ rule }) => rule === 'estate/owner-without-manifest');
    expect(silent.map(({ repo }) => repo)).toEqual(['SocioProphet/prophet-workspace', 'SourceOS-Linux/TurtleTerm']);
    for (const repo of ['SocioProphet/prophet-workspace', 'SourceOS-Linux/TurtleTerm']) {
      expect(report.repositories.find((row) => row.repo === repo)?.status).toBe('missing');
    }
  });

  it('has repositories of each kind, was read whole, and fails the gate', () => {
    expect(Object.fromEntries(report.repositories.map(({ repo, status }) => [repo, status]))).toEqual({
      'SocioProphet/agent-registry': 'compliant',
      'SocioProphet/prophet-workspace': 'missing',
      'SourceOS-Linux/TurtleTerm': 'missing',
      'SourceOS-Linux/agent-machine': 'missing',
      'SourceOS-Linux/sourceos-boot': 'invalid',
      'SourceOS-Linux/sourceos-shell': 'compliant',
      'SourceOS-Linux/sourceos-spec': 'compliant',
    });
    expect(report.complete).toBe(true);
    expect(deriveExitCode(report, { failOn: 'error' })).toBe(1);
  });
});
