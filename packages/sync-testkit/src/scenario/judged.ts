import type { AuditDraft, Card, Outcome, Reason, RollbackPlan } from '@sourceos/sync-kernel';

/** How something that a scene did came out, on the device where it was judged. */
export interface Judged {
  /** `exported`: an export that its verifier accepts. `refused`: a rollback or export that was not carried out. */
  readonly outcome: Outcome | 'exported' | 'refused';
  readonly reasons: readonly Reason[];
  readonly audit: readonly AuditDraft[];
  /** The name of the device. */
  readonly at: string;
  readonly writeId?: string;
  readonly objectId?: string;
  /** What a reviewer would read there. */
  readonly card?: Card;
  /** What redaction took out on the author's device before it signed. */
  readonly redacted?: readonly Reason[];
  /** What a rollback did, and what it skipped. */
  readonly plan?: RollbackPlan;
  /** How many records an export holds, and how many of them it redacted. */
  readonly exported?: { readonly records: number; readonly redacted: number };
}
