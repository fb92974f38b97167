import type { FailLevel } from '../config/fail-level.js';
import type { Report } from '../report/report.js';

/** The exit codes of every command. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, incomplete: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface FailPolicy {
  readonly failOn: FailLevel;
  /** Most warnings that are accepted; undefined for any number. */
  readonly maxWarnings?: number | undefined;
}

/** The exit code that a report means, whatever its format. Findings beat incompleteness. */
export const deriveExitCode = (report: Report, { failOn, maxWarnings }: FailPolicy): ExitCode => {
  const { error, warn, info } = report.summary.findings;
  const failing = { error, warn: error + warn, info: error + warn + info, never: 0 }[failOn];
  if (failing > 0 || (maxWarnings !== undefined && warn > maxWarnings)) return exitCodes.findings;
  return report.complete && report.repositories.length > 0 ? exitCodes.ok : exitCodes.incomplete;
};
