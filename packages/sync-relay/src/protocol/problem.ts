/** Every refusal that a relay gives, with its HTTP status. Codes never change their meaning. */
export const problems = {
  malformed: { status: 400, title: 'The request cannot be read' },
  frames_malformed: { status: 400, title: 'The body is not a sequence of frames' },
  session_required: { status: 401, title: 'A session is needed' },
  session_refused: { status: 401, title: 'The session was refused' },
  not_a_member: { status: 403, title: 'The device is no live member of the scope' },
  not_found: { status: 404, title: 'There is no such thing' },
  scope_unknown: { status: 404, title: 'The scope was never opened here' },
  scope_exists: { status: 409, title: 'The scope was opened with another root' },
  snapshot_older: { status: 409, title: 'The relay holds a newer snapshot' },
  mailbox_taken: { status: 409, title: 'The slot is taken' },
  too_large: { status: 413, title: 'It exceeds a bound' },
  root_refused: { status: 422, title: 'The record is not a root that its own threshold signs' },
  kind_refused: { status: 422, title: 'No control record of that kind is taken in the clear' },
  control_refused: { status: 422, title: 'The control record was refused' },
  batch_malformed: { status: 422, title: 'The bytes are no batch' },
  batch_scope: { status: 422, title: 'The batch is for another scope' },
  batch_device: { status: 422, title: 'The batch is of another device' },
  batch_signature: { status: 422, title: 'The batch does not verify' },
  snapshot_refused: { status: 422, title: 'The snapshot was refused' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The relay failed' },
  unavailable: { status: 503, title: 'The relay is busy or stopping' },
  quota_exceeded: { status: 507, title: 'A quota is used up' },
} as const;
export type ProblemCode = keyof typeof problems;

/** A refusal: a stable code, one sentence, and what helps a client go on. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
  /** More members of the answer (RFC 9457 §3.2). */
  readonly more?: Readonly<Record<string, unknown>>;
}

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** A refusal as a value. */
export const refuse = (code: ProblemCode, detail: string, more: Omit<Problem, 'code' | 'detail'> = {}) =>
  ({ ok: false, problem: { code, detail, ...more } }) as const;

/** A success as a value. */
export const done = <Value>(value: Value) => ({ ok: true, value }) as const;
