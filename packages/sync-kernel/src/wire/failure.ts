import type { ReasonDetail } from '../model/reason-detail.js';

/** Why bytes were refused: the detail, and one sentence that names what was found and what was expected. */
export interface WireFailure {
  readonly ok: false;
  readonly detail: ReasonDetail;
  readonly message: string;
}

export type WireResult<Value> = { readonly ok: true; readonly value: Value } | WireFailure;

/** A refusal, as the value that the wire's functions return. */
export const refused = (detail: ReasonDetail, message: string): WireFailure => ({ ok: false, detail, message });

/** A success, as the value that the wire's functions return. */
export const accepted = <Value>(value: Value): WireResult<Value> => ({ ok: true, value });
