import { toPointer, type Rule } from '@sourceos/sync-spec';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import * as z from 'zod';
import { fingerprint } from '../finding/fingerprint.js';
import { createLineMap } from '../json/position.js';
import type { Finding, Report } from '../report/report.js';
import { ruleUrl } from '../rules/index.js';
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

/** A baseline as a scan applies it. */
export interface AppliedBaseline {
  readonly baseline: Baseline;
  /** Its path, as it is shown. */
  readonly file: string;
  /** Its text, where findings about its entries are to stand at their lines. */
  readonly text?: string;
  /** The day by which entries expire, as YYYY-MM-DD. */
  readonly today: string;
}

const ownRules: readonly string[] = [estateRules.baselineStale.id, estateRules.baselineExpired.id];

/** Accepts all findings of a report that count, for one reason. What is wrong with another baseline is not accepted. */
export const createBaseline = (
  report: Report,
  accepted: Pick<BaselineEntry, 'reason' | 'owner' | 'expires'>,
): Baseline => {
  const byFingerprint = new Map(
    report.findings
      .filter(({ suppressed, rule }) => suppressed === undefined && !ownRules.includes(rule))
      .map(({ fingerprint, rule, repo, message }): [string, BaselineEntry] => [
        fingerprint,
        { fingerprint, rule, repo, message, ...accepted },
      ]),
  );
  return { schemaVersion: '1', entries: [...byFingerprint.values()] };
};

/** Whether an entry accepts nothing any more on a day. */
export const isExpired = (entry: BaselineEntry, today: string): boolean => entry.expires < today;

/**
 * What a report can tell about entries. A scan sees every repository that it could read. A check sees one, and
 * of what concerns several repositories it cannot tell that it is gone.
 */
const viewOf = (report: Report) => {
  const statuses = new Map(report.repositories.map(({ repo, status }) => [repo.toLowerCase(), status]));
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const concerns = ({ repo }: BaselineEntry): boolean => report.command === 'scan' || statuses.has(repo.toLowerCase());
  return {
    concerns,
    isStale: (entry: BaselineEntry): boolean =>
      !found.has(entry.fingerprint) &&
      concerns(entry) &&
      statuses.get(entry.repo.toLowerCase()) !== 'unreachable' &&
      !(report.command === 'check' && entry.rule.startsWith('estate/')),
  };
};

/** Keeps the entries that still accept something; what another scan would have to show is kept too. */
export const pruneBaseline = (
  baseline: Baseline,
  report: Report,
  today: string,
): { readonly kept: Baseline; readonly removed: readonly BaselineEntry[] } => {
  const { isStale } = viewOf(report);
  const isLeftOver = (entry: BaselineEntry): boolean => isExpired(entry, today) || isStale(entry);
  return {
    kept: { ...baseline, entries: baseline.entries.filter((entry) => !isLeftOver(entry)) },
    removed: baseline.entries.filter(isLeftOver),
  };
};

const createEntryFinding = ({ file, text }: AppliedBaseline) => {
  const tree = text === undefined ? undefined : parseTree(text);
  const lines = text === undefined ? undefined : createLineMap(text);
  return (entry: BaselineEntry, index: number, { id, severity }: Rule, message: string, expected: string): Finding => {
    const path = ['entries', index];
    return {
      rule: id,
      severity,
      message,
      repo: entry.repo,
      path: '.',
      file,
      ...(lines?.place({ offset: (tree && findNodeAtLocation(tree, path)?.offset) ?? 0, length: 1 }) ?? {
        line: 1,
        column: 1,
      }),
      pointer: toPointer(path),
      found: entry.fingerprint,
      expected,
      help: ruleUrl(id),
      fingerprint: fingerprint([id, entry.fingerprint]),
      fixable: false,
    };
  };
};

/** Marks accepted findings as suppressed, and reports entries that have expired or accept nothing. */
export const applyBaseline = (report: Report, applied: AppliedBaseline): Report => {
  const { baseline, today } = applied;
  const live = new Map(
    baseline.entries.filter((entry) => !isExpired(entry, today)).map((entry) => [entry.fingerprint, entry]),
  );
  const { concerns, isStale } = viewOf(report);
  const entryFinding = createEntryFinding(applied);
  const own = baseline.entries.flatMap((entry, index): Finding[] => {
    const subject = `The entry for ${entry.rule} in ${entry.repo}`;
    if (isExpired(entry, today)) {
      if (!concerns(entry)) return [];
      const message = `${subject} expired on ${entry.expires}; ${entry.owner} answers for it`;
      return [entryFinding(entry, index, estateRules.baselineExpired, message, 'a day that has not passed')];
    }
    if (!isStale(entry)) return [];
    const message = `${subject} matches no finding`;
    return [entryFinding(entry, index, estateRules.baselineStale, message, 'a finding that it accepts')];
  });
  const findings = report.findings.map((finding): Finding => {
    const entry = live.get(finding.fingerprint);
    if (entry === undefined) return finding;
    const { reason, owner, expires } = entry;
    return { ...finding, suppressed: { reason, owner, expires } };
  });
  return { ...report, findings: [...findings, ...own] };
};
