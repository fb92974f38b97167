import { describe, expect, it } from 'vitest';
import type { Report } from '../report/report.js';
import { exampleReport } from '../reporters/testing/example-report.js';
import { failLevels, type FailLevel } from '../config/fail-level.js';
import { deriveExitCode } from './exit-code.js';

const counts = {
  none: { error: 0, warn: 0, info: 0 },
  info: { error: 0, warn: 0, info: 1 },
  warn: { error: 0, warn: 1, info: 0 },
  error: { error: 1, warn: 0, info: 0 },
  three: { error: 0, warn: 3, info: 0 },
} as const;

const reportOf = (findings: keyof typeof counts, complete: boolean): Report => ({
  ...exampleReport,
  complete,
  summary: { ...exampleReport.summary, findings: counts[findings] },
});

/** What was found, --fail-on, --max-warnings; then the code of a complete scan and of an incomplete one. */
const table: readonly (readonly [keyof typeof counts, FailLevel, number | undefined, 0 | 1, 1 | 3])[] = [
  ['none', 'error', undefined, 0, 3],
  ['none', 'warn', 0, 0, 3],
  ['none', 'info', 0, 0, 3],
  ['none', 'never', 0, 0, 3],
  ['info', 'error', undefined, 0, 3],
  ['info', 'warn', undefined, 0, 3],
  ['info', 'info', undefined, 1, 1],
  ['info', 'never', undefined, 0, 3],
  ['info', 'error', 0, 0, 3],
  ['warn', 'error', undefined, 0, 3],
  ['warn', 'error', 0, 1, 1],
  ['warn', 'error', 1, 0, 3],
  ['warn', 'warn', undefined, 1, 1],
  ['warn', 'warn', 5, 1, 1],
  ['warn', 'info', undefined, 1, 1],
  ['warn', 'never', undefined, 0, 3],
  ['warn', 'never', 0, 1, 1],
  ['three', 'error', 2, 1, 1],
  ['three', 'error', 3, 0, 3],
  ['error', 'error', undefined, 1, 1],
  ['error', 'warn', undefined, 1, 1],
  ['error', 'info', undefined, 1, 1],
  ['error', 'never', undefined, 0, 3],
];

describe('deriveExitCode', () => {
  it('is tried at every level', () => {
    expect(new Set(table.map(([, failOn]) => failOn))).toEqual(new Set(failLevels));
  });

  it.each(table)(
    'found %s, --fail-on %s, --max-warnings %s: %i, incomplete %i',
    (found, failOn, maxWarnings, code, incomplete) => {
      expect(deriveExitCode(reportOf(found, true), { failOn, maxWarnings })).toBe(code);
      expect(deriveExitCode(reportOf(found, false), { failOn, maxWarnings })).toBe(incomplete);
    },
  );

  it('is 3 where nothing was scanned', () => {
    expect(deriveExitCode({ ...reportOf('none', true), repositories: [] }, { failOn: 'error' })).toBe(3);
    expect(deriveExitCode({ ...reportOf('error', true), repositories: [] }, { failOn: 'error' })).toBe(1);
  });
});
