/** What a finding must at least be to fail a run. `never` fails on none. */
export const failLevels = ['error', 'warn', 'info', 'never'] as const;
export type FailLevel = (typeof failLevels)[number];
