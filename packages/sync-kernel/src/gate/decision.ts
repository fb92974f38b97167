import type { AuditDraft } from '../engine/change.js';
import type { Reason } from '../model/reason.js';
import type { Stage } from '../model/stage.js';

/** How a write came out. */
export const outcomes = ['applied', 'merged', 'superseded', 'held', 'quarantined', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

/** What the gate decided about one write, and why. */
export interface Decision {
  /** The write's id; of bytes that are no write, the SHA-256 of the bytes. */
  readonly writeId: string;
  readonly collection?: string;
  readonly objectId?: string;
  readonly deviceId?: string;
  readonly authorId?: string;
  readonly outcome: Outcome;
  /** The stages that the write passed, in order; the last is where it ended. */
  readonly trace: readonly Stage[];
  /** All reasons; empty where it is simply in force. */
  readonly reasons: readonly Reason[];
  readonly audit: readonly AuditDraft[];
}
