import type { Decision } from '@sourceos/sync-kernel';
import type { DecisionRow, QuarantineRow, ReviewRow } from '../store/rows.js';

/** What of a transaction follows from decisions. */
export interface QueueChanges {
  readonly decisions: readonly DecisionRow[];
  readonly review: readonly ReviewRow[];
  readonly quarantine: readonly QuarantineRow[];
  /** Writes that wait in no queue any more. */
  readonly settled: readonly string[];
}

export interface QueueContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds that a write waits for a person; another reason to wait gives the time anew. */
  readonly reviewFor: number;
  /** A write as it came, leaf and payload; undefined where it is not at hand. */
  readonly bytesOf: (writeId: string) => Uint8Array | undefined;
}

/** Whether a person is asked. */
export const forPerson = ({ reasons }: Pick<Decision, 'reasons'>): boolean =>
  reasons.some(({ code }) => code === 'manual_review_required');

/** Whether a write waits for a person, and not for something that comes by itself. */
export const waitsForPerson = (decision: Pick<Decision, 'outcome' | 'reasons'>): boolean =>
  decision.outcome === 'held' && forPerson(decision);

const rowOf = (decision: Decision, at: number): DecisionRow => {
  const { writeId, outcome, collection, objectId, deviceId, authorId, reasons, trace } = decision;
  return {
    writeId,
    outcome,
    ...(collection !== undefined && { collection }),
    ...(objectId !== undefined && { objectId }),
    ...(deviceId !== undefined && { deviceId }),
    ...(authorId !== undefined && { authorId }),
    reasons,
    trace,
    at,
  };
};

/** 30 days. */
export const defaultReviewFor = 30 * 86_400_000;

/** What decisions change in the store: held for a person → review; quarantined → quarantine; anything else → neither. */
export const queueChanges = (
  decisions: readonly Decision[],
  { now, reviewFor, bytesOf }: QueueContext,
): QueueChanges => {
  const review: ReviewRow[] = [];
  const quarantine: QuarantineRow[] = [];
  const settled: string[] = [];
  // The last decision about a write is the one that stands.
  const last = new Map(decisions.map((decision) => [decision.writeId, decision]));
  for (const decision of last.values()) {
    const { writeId, outcome, deviceId = '', reasons } = decision;
    if (outcome === 'quarantined') {
      const body = bytesOf(writeId);
      const size = body?.length ?? 0;
      quarantine.push({ writeId, deviceId, since: now, size, reasons, ...(body !== undefined && { body }) });
    } else if (waitsForPerson(decision)) {
      review.push({ writeId, since: now, expires: now + reviewFor, size: bytesOf(writeId)?.length ?? 0 });
    } else {
      settled.push(writeId);
    }
  }
  return { decisions: [...last.values()].map((decision) => rowOf(decision, now)), review, quarantine, settled };
};
