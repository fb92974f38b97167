import type { Severity } from '@sourceos/sync-spec';

/** Severities as SARIF levels (SARIF 2.1.0 §3.27.10). */
export const levels = {
  error: 'error',
  warn: 'warning',
  info: 'note',
} as const satisfies Record<Severity, string>;
