import type { CriterionResult, Finding, RepositoryStatus } from '../report/report.js';

export const severityWord: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
};

/** A repository's or an engine's status in words. */
export const statusWord: Readonly<Record<RepositoryStatus, string>> = {
  unreachable: 'unreachable',
  missing: 'missing',
  invalid: 'invalid',
  partial: 'partial',
  compliant: 'compliant',
  not_applicable: 'not applicable',
};

export const criterionWord: Readonly<Record<CriterionResult, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  not_applicable: 'n.a.',
};

/** `1 error`, `2 errors`. */
export const count = (number: number, noun: string, nouns = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : nouns}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
