import { toPointer } from '@sourceos/sync-spec';
import * as z from 'zod';
import type { Finding, Report } from '../report/report.js';
import { findRule, ruleUrl } from '../rules/index.js';
import { estateRules } from '../rules/estate-rules.js';

const entrySchema = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('The accepted finding.'),
  rule: z.string().describe('Its rule, for readers.'),
  repo: z.string().describe('Its repository.'),
  message: z.string().describe('Its message, for readers.'),
  reason: z.string().min(1).describe('Why it is accepted for now.'),
  owner: z.string().min(1).describe('Who answers for it.'),
  expires: z.iso.date().describe('The last day on which it is accepted.'),
});

/** Findings that are accepted for now, each with a reason, an owner and an expiry. */
export const baselineSchema = z
  .strictObject({ schemaVersion: z.literal('1'), entries: z.array(entrySchema) })
  .meta({ title: 'SyncEstateBaseline', description: 'Findings of an estate that are accepted until a day.' });

export type Baseline = z.infer<typeof baselineSchema>;
export type BaselineEntry = Baseline['entries'][number];

/** Accepts all findings of a report that count, for one reason. */
export const createBaseline = (
  report: Report,
  accepted: Pick<BaselineEntry, 'reason' | 'owner' | 'expires'>,
): Baseline => {
  const byFingerprint = new Map(
    report.findings
      .filter(({ suppressed }) => suppressed === undefined)
      .map(({ fingerprint, rule, repo, message }): [string, BaselineEntry] => [
        fingerprint,
        { fingerprint, rule, repo, message, ...accepted },
      ]),
  );
  return { schemaVersion: '1', entries: [...byFingerprint.values()] };
};

const isExpired = (entry: BaselineEntry, today: string): boolean => entry.expires < today;

/** Entries that a report could have matched: of the repositories that were looked at. */
const isInView = (report: Report) => {
  const repositories = new Set(report.repositories.map(({ repo }) => repo.toLowerCase()));
  return (entry: BaselineEntry): boolean => report.command === 'scan' || repositories.has(entry.repo.toLowerCase());
};

/** Keeps the entries that still accept something; what another scan would have to show is kept too. */
export const pruneBaseline = (
  baseline: Baseline,
  report: Report,
  today: string,
): { readonly kept: Baseline; readonly removed: readonly BaselineEntry[] } => {
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const inView = isInView(report);
  const removed = baseline.entries.filter(
    (entry) => isExpired(entry, today) || (inView(entry) && !found.has(entry.fingerprint)),
  );
  return { kept: { ...baseline, entries: baseline.entries.filter((entry) => !removed.includes(entry)) }, removed };
};

const entryFinding = (
  file: string,
  entry: BaselineEntry,
  index: number,
  rule: 'baselineStale' | 'baselineExpired',
  message: string,
): Finding => {
  const { id, severity } = findRule(estateRules[rule].id) ?? estateRules[rule];
  return {
    rule: id,
    severity,
    message,
    repo: entry.repo,
    path: '.',
    file,
    line: 1,
    column: 1,
    pointer: toPointer(['entries', index]),
    found: entry.fingerprint,
    expected: rule === 'baselineStale' ? 'a finding that it accepts' : 'a day that has not passed',
    help: ruleUrl(id),
    fingerprint: entry.fingerprint,
    fixable: false,
  };
};

/**
 * Marks accepted findings as suppressed, and reports entries that have expired or accept nothing.
 *
 * @param file the baseline's path, as it is shown
 * @param today YYYY-MM-DD
 */
export const applyBaseline = (report: Report, baseline: Baseline, file: string, today: string): Report => {
  const live = new Map(
    baseline.entries.filter((entry) => !isExpired(entry, today)).map((entry) => [entry.fingerprint, entry]),
  );
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const inView = isInView(report);
  const own = baseline.entries.flatMap((entry, index): Finding[] => {
    if (isExpired(entry, today)) {
      return [
        entryFinding(
          file,
          entry,
          index,
          'baselineExpired',
          `The entry for ${entry.rule} in ${entry.repo} expired on ${entry.expires}; ${entry.owner} answers for it`,
        ),
      ];
    }
    if (found.has(entry.fingerprint) || !inView(entry)) return [];
    return [
      entryFinding(
        file,
        entry,
        index,
        'baselineStale',
        `The entry for ${entry.rule} in ${entry.repo} matches no finding`,
      ),
    ];
  });
  const findings = report.findings.map((finding): Finding => {
    const entry = live.get(finding.fingerprint);
    if (entry === undefined) return finding;
    const { reason, owner, expires } = entry;
    return { ...finding, suppressed: { reason, owner, expires } };
  });
  return { ...report, findings: [...findings, ...own] };
};
