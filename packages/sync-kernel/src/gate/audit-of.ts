import type { AuditDraft } from '../engine/change.js';
import type { Reason } from '../model/reason.js';
import type { Outcome } from './decision.js';
import { auditsAcceptances } from './policy-class.js';
import type { Passage } from './passage.js';

const accepted: ReadonlySet<Outcome> = new Set(['applied', 'merged', 'superseded']);

/**
 * What the engine wants recorded of a decision: only events that its manifest declares (I1); acceptances
 * from class `medium` on, denials always (I3). What ended before the record could be read has no change,
 * and is recorded by the host from the decision itself.
 */
export const auditOf = (
  { engine, change }: Passage,
  outcome: Outcome,
  reasons: readonly Reason[],
): readonly AuditDraft[] => {
  if (engine === undefined || change === undefined) return [];
  if (accepted.has(outcome) && !auditsAcceptances(engine)) return [];
  const drafts = engine.audit(change, { outcome, reasons });
  const declared = ({ eventType }: AuditDraft): boolean => engine.manifest.auditEvents.includes(eventType);
  return drafts.every(declared) ? drafts : drafts.filter(declared);
};
