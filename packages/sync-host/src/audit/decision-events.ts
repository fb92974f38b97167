import { auditEvent, decisionDraft, type AuditDraft, type Decision, type Engine } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';

/** An event as the published AuditEvent.json accepts it. */
export type AuditEvent = ReturnType<typeof auditEvent>;

/** Who records, where, and when. */
export interface Recorder {
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly deviceId: string;
  readonly scopeId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const accepted: ReadonlySet<Decision['outcome']> = new Set(['applied', 'merged', 'superseded']);

/**
 * What is recorded of a decision: what its engine drafted. Where it drafted nothing, every denial is recorded from the
 * decision itself, and an acceptance from class `medium` on (I3). What only repeats is no news (I15), and an entry that
 * a log took in is its own record: to record it would append another without end.
 */
const draftsOf = (decision: Decision, engineOf: (collection: string) => Engine | undefined): readonly AuditDraft[] => {
  if (decision.audit.length > 0) return decision.audit;
  if (!accepted.has(decision.outcome)) return [decisionDraft(decision)];
  const manifest = decision.collection === undefined ? undefined : engineOf(decision.collection)?.manifest;
  if (manifest === undefined || manifest.policyClass === 'low' || manifest.mergeStrategy === 'append_only') return [];
  return decision.outcome === 'superseded' && decision.reasons.length === 0 ? [] : [decisionDraft(decision)];
};

/** The events of decisions, each linked to the one before it; the first to `previous`, where the log has an end. */
export const decisionEvents = (
  decisions: readonly Decision[],
  {
    engineOf,
    previous,
    ...recorder
  }: Recorder & {
    readonly engineOf: (collection: string) => Engine | undefined;
    readonly previous: string | undefined;
  },
): readonly AuditEvent[] => {
  const events: AuditEvent[] = [];
  let last = previous;
  for (const decision of decisions) {
    for (const draft of draftsOf(decision, engineOf)) {
      const event = auditEvent({
        ...recorder,
        decision,
        draft,
        ...(last === undefined ? {} : { previousEventHash: last }),
      });
      events.push(event);
      last = event.eventHash;
    }
  }
  return events;
};
