import type { Finding, Report, RepositoryRow } from '../../../report/report.js';

/** A repository as the page lists it; an absent one, which only findings are about, has no status of its own. */
export interface PageRepository {
  readonly repo: string;
  readonly path: string;
  readonly status: RepositoryRow['status'] | 'absent';
  readonly findings: readonly Finding[];
  /** What the text filter looks in when it looks for the repository: lower case. */
  readonly names: string;
}

/**
 * The repositories of a report with their findings, those with the most to mend first.
 *
 * It refers to nothing outside itself, because the page carries its source.
 */
export const pageRepositories = (report: Report): PageRepository[] => {
  const keyOf = ({ repo, path }: { repo: string; path: string }) => JSON.stringify([path, repo]);
  const groups = new Map<
    string,
    { repo: string; path: string; status: PageRepository['status']; findings: Finding[]; engines: string[] }
  >();
  for (const row of report.repositories) groups.set(keyOf(row), { ...row, findings: [] });
  for (const finding of report.findings) {
    const key = keyOf(finding);
    const group = groups.get(key) ?? {
      repo: finding.repo,
      path: finding.path,
      status: 'absent',
      findings: [],
      engines: [],
    };
    groups.set(key, group);
    group.findings.push(finding);
  }
  const weights = { error: 1_000_000, warn: 1_000, info: 1 };
  const weigh = (findings: readonly Finding[]) =>
    findings.reduce((sum, { severity, suppressed }) => sum + (suppressed ? 0 : weights[severity]), 0);
  return [...groups.values()]
    .map((group) => ({ group, weight: weigh(group.findings) + (group.status === 'unreachable' ? 1e12 : 0) }))
    .sort((a, b) => b.weight - a.weight || (a.group.repo < b.group.repo ? -1 : 1))
    .map(({ group: { engines, ...rest } }) => ({
      ...rest,
      names: [rest.repo, rest.path, ...engines].join('\n').toLowerCase(),
    }));
};
