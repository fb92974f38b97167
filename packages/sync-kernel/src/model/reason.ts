import type { ReasonCode } from '@sourceos/sync-spec';
import type { JsonObject } from './json.js';
import type { ReasonDetail } from './reason-detail.js';
import type { Stage } from './stage.js';

/** Why something is not simply in force: one of the sixteen codes, and what is finer than a code (I9, I15). */
export interface Reason {
  readonly code: ReasonCode;
  readonly detail: ReasonDetail;
  /** The stage of the gate that found it; absent where state or an operation did. */
  readonly stage?: Stage;
  /** JSON Pointer (RFC 6901) into the record, where one place is at fault. */
  readonly pointer?: string;
  /** What a person or an auditor needs to check it. Never a secret, never a key. */
  readonly evidence?: JsonObject;
}
