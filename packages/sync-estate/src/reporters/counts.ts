import type { EngineRow, Finding, Report, RepositoryStatus } from '../report/report.js';
import { capitalised, count, statusWord } from './words.js';

/** `1 error, 2 warnings`: the counts that are not zero. */
export const countsBySeverity = ({ error, warn, info }: Report['summary']['findings']): string =>
  [error && count(error, 'error'), warn && count(warn, 'warning'), info && count(info, 'info')]
    .filter(Boolean)
    .join(', ') || 'no findings';

/** Statuses with a count, worst first: `1 invalid, 2 compliant`. */
export const countsByStatus = (counts: Readonly<Partial<Record<RepositoryStatus, number>>>): string =>
  (Object.keys(statusWord) as RepositoryStatus[])
    .filter((status) => counts[status])
    .map((status) => `${counts[status]} ${statusWord[status]}`)
    .join(', ') || 'none';

export const tally = (findings: readonly Finding[]): Report['summary']['findings'] => {
  const counts = { error: 0, warn: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
};

/** Why an engine's row says what it says, in a few words. */
export const engineNote = (engine: EngineRow, findings: readonly Finding[]): string =>
  [
    engine.status === 'missing' && 'no owner declares it',
    findings.length > 0 && countsBySeverity(tally(findings)),
    !engine.canonical && 'not canonical',
  ]
    .filter(Boolean)
    .join('; ');

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0);

/** The line that ends a report for people. */
export const closingLine = ({ summary, complete }: Report): string =>
  [
    `${count(total(summary.engines), 'engine')}: ${countsByStatus(summary.engines)}.`,
    `${count(total(summary.repositories), 'repository', 'repositories')}: ${countsByStatus(summary.repositories)}.`,
    `${capitalised(countsBySeverity(summary.findings))}${summary.suppressed ? `, ${summary.suppressed} accepted by the baseline` : ''}.`,
    ...(complete ? [] : ['The scan is incomplete.']),
  ].join(' ');
