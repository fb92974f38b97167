/**
 * A failure that is expected: a stable code to act on, and a sentence for people. Neither ever holds a secret.
 */
export interface HostFailure<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
}

/** What may fail as expected gives a value of this; an exception means that the program is wrong. */
export type HostResult<Value, Code extends string> = { readonly ok: true; readonly value: Value } | HostFailure<Code>;

export const done = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const failed = <Code extends string>(code: Code, message: string): HostFailure<Code> => ({
  ok: false,
  code,
  message,
});
