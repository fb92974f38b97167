/** The exit codes of every command; those of `sync-estate` mean the same. */
export const exitCodes = {
  /** Done, and nothing is left to a person. */
  ok: 0,
  /** Something waits for a person, was refused, or was found wrong. */
  findings: 1,
  /** How it was called, or how the device is set up, is wrong. */
  usage: 2,
  /** It could not be finished now: no relay, no room, another process. What was acknowledged is kept. */
  incomplete: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Codes of failures that a person mends by calling otherwise or setting up; every other is one of circumstances. */
const mistakes: ReadonlySet<string> = new Set([
  'absent',
  'already_here',
  'folder_missing',
  'locked',
  'must_not_leave',
  'known_device',
  'newer_schema',
  'no_recovery_role',
  'not_confirmed',
  'other_recovery_key',
  'other_request',
  'payload_malformed',
  'permissions',
  'passphrase_needed',
  'recovery_malformed',
  'removed_device',
  'unknown_scope',
  'known_scope',
  'usage',
]);

/** Codes of a no to what was asked: to ask again comes to the same. */
const refusals: ReadonlySet<string> = new Set([
  'not_a_reviewer',
  'not_apart',
  'not_entitled',
  'not_waiting',
  'other_keys',
  'other_nonce',
  'own_write',
  'policy_blocked',
  'record_refused',
  'request_unsigned',
  'review_refused',
  'secret_found',
  'unreadable',
]);

/** The exit code of a failure, by its code. */
export const exitOf = (code: string): ExitCode => {
  if (mistakes.has(code)) return exitCodes.usage;
  return refusals.has(code) ? exitCodes.findings : exitCodes.incomplete;
};
