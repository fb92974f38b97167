import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../testing/arbitrary-report.js';
import { exampleReport, makeFinding } from '../../testing/example-report.js';
import { summarise } from '../../testing/summarise.js';
import { pageRepositories } from './page-report.js';
import { selectRepositories, type PageFilter } from './select.js';

const nothing: PageFilter = { text: '', status: '', severity: '', engine: '', rule: '', accepted: false };

const select = (filter: Partial<PageFilter>, report = exampleReport) =>
  selectRepositories(pageRepositories(report), { ...nothing, ...filter });

describe('pageRepositories', () => {
  it('has every repository and every finding once', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const listed = pageRepositories(report);
        expect(new Set(listed.flatMap(({ findings }) => findings))).toEqual(new Set(report.findings));
        expect(listed.flatMap(({ findings }) => findings)).toHaveLength(report.findings.length);
        const keys = [...report.repositories, ...report.findings].map(({ repo, path }) => JSON.stringify([repo, path]));
        expect(listed).toHaveLength(new Set(keys).size);
      }),
    );
  });

  it('puts what cannot be read first, then those with the worst findings', () => {
    const row = (repo: string, status: 'unreachable' | 'compliant') => ({ repo, path: repo, status, engines: [] });
    const report = summarise({
      ...exampleReport,
      repositories: [row('calm', 'compliant'), row('warned', 'compliant'), row('gone', 'unreachable')],
      findings: [
        makeFinding({ rule: 'a/b', message: 'x', severity: 'warn', repo: 'warned', path: 'warned' }),
        makeFinding({ rule: 'a/b', message: 'x', repo: 'absent', path: 'absent' }),
      ],
    });
    expect(pageRepositories(report).map(({ repo, status }) => `${repo} ${status}`)).toEqual([
      'gone unreachable',
      'absent absent',
      'warned compliant',
      'calm compliant',
    ]);
  });
});

describe('selectRepositories', () => {
  it('shows all of a repository that the text names', () => {
    const [shell, ...others] = select({ text: 'Sourceos-SHELL' });
    expect(others).toEqual([]);
    expect(shell?.findings).toHaveLength(1);
  });

  it('shows of other repositories the findings that say the text', () => {
    const [boot, ...others] = select({ text: 'not one of the known' });
    expect(others).toEqual([]);
    expect(boot?.findings.map(({ pointer }) => pointer)).toEqual(['/domain']);
  });

  it('finds a repository by an engine that it declares', () => {
    expect(select({ text: 'sync.agent-registry' }).map(({ repo }) => repo)).toEqual(['SocioProphet/agent-registry']);
  });

  it('hides repositories without a finding that is asked for', () => {
    expect(select({ severity: 'warn' }).map(({ repo }) => repo)).toEqual(['SourceOS-Linux/sourceos-shell']);
    expect(select({ severity: 'warn', status: 'invalid' })).toEqual([]);
  });

  it('hides what the baseline accepts until it is asked for', () => {
    expect(select({ rule: 'engine/empty-dangerous-fields' })).toEqual([]);
    expect(select({ rule: 'engine/empty-dangerous-fields', accepted: true })).toHaveLength(1);
  });
});
