import { auditDrafts, membersOf, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { MemoryChange } from './concerns/concern.js';
import type { manifest } from './manifest.js';
import { lifecycleState } from './records/lifecycle-state.js';

type EventType = (typeof manifest.auditEvents)[number];

const accepted = ({ before, after }: MemoryChange): EventType => {
  if (after === undefined) return 'memory.deleted';
  const { promotionState: state } = membersOf(after);
  const moved = lifecycleState.has(state) && state !== membersOf(before).promotionState;
  return moved ? `memory.${state}` : 'memory.changed';
};

const eventOf = (change: MemoryChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return accepted(change);
    case 'superseded':
      return undefined;
    case 'held':
      return 'memory.held';
    default:
      if (reasons.some(({ code }) => code === 'secret_redacted')) return 'memory.redacted';
      return reasons.some(({ detail }) => detail === 'engine_denied' || detail === 'review_rejected')
        ? 'memory.denied'
        : 'memory.quarantined';
  }
};

/** What is recorded of a decision: where the memory came to, and every denial with its reasons; never its content. */
export const audit = (change: MemoryChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change, outcome);
  return eventType === undefined ? [] : auditDrafts(change, outcome, [eventType]);
};
