import type { Finding, Report } from '../report/report.js';

/** The findings that count: those that no baseline entry accepts. */
export const countedFindings = (report: Report): readonly Finding[] =>
  report.findings.filter((finding) => finding.suppressed === undefined);

// Not the schema's list: reading it would load zod, which a cold check does without.
const rank: Readonly<Record<Finding['severity'], number>> = { error: 0, warn: 1, info: 2 };

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const comparePlace = (a: Finding, b: Finding): number =>
  compareText(a.path, b.path) ||
  compareText(a.repo, b.repo) ||
  compareText(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column;

/** In the order in which a reader walks through the files. */
export const byPlace = (findings: readonly Finding[]): readonly Finding[] => [...findings].sort(comparePlace);

/** Errors, then warnings, then infos, each in the order of places. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => rank[a.severity] - rank[b.severity] || comparePlace(a, b));

/** One repository of the scanned source: a name may stand at two paths, and an absent owner has none of its own. */
export const repositoryKey = ({ repo, path }: Pick<Finding, 'repo' | 'path'>): string => JSON.stringify([path, repo]);

/** Values by key, in the order in which each key first comes. */
export const groupBy = <Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};
