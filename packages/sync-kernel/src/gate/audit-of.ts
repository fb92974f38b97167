import type { AuditDraft, Change } from '../engine/change.js';
import { changedPointers } from '../engine/changed-pointers.js';
import type { Engine } from '../engine/engine.js';
import type { Reason } from '../model/reason.js';
import type { Outcome } from './decision.js';
import { auditsAcceptances } from './policy-class.js';
import type { Passage } from './passage.js';

const accepted: ReadonlySet<Outcome> = new Set(['applied', 'merged', 'superseded']);
const refused: ReadonlySet<Outcome> = new Set(['quarantined', 'rejected']);

/**
 * A refused change as it may be recorded: without secrets, which may be names of members. What was refused before the
 * redaction stage may hold some too. Nothing, where the engine's own redaction fails.
 */
const withoutSecrets = (engine: Engine, change: Change): Change | undefined => {
  if (change.after === undefined) return change;
  try {
    const { record, findings } = engine.redact(change.after);
    return findings.length === 0
      ? change
      : { ...change, after: record, pointers: changedPointers(change.before, record) };
  } catch {
    return undefined;
  }
};

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
  const seen = refused.has(outcome) ? withoutSecrets(engine, change) : change;
  if (seen === undefined) return [];
  const drafts = engine.audit(seen, { outcome, reasons });
  const declared = ({ eventType }: AuditDraft): boolean => engine.manifest.auditEvents.includes(eventType);
  return drafts.every(declared) ? drafts : drafts.filter(declared);
};
