import type { ReasonDetail } from '../model/reason-detail.js';

/** Why bytes were refused: the detail, and one sentence that names what was found and what was expected. */
export interface WireFailure {
  readonly ok: false;
  readonly detail: ReasonDetail;
  readonly message: string;
}

export type WireResult<Value> = { readonly ok: true; readonly value: Value } | WireFailure;
