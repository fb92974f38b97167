import type { Decision, Replica } from '@sourceos/sync-kernel';

/**
 * What was last told of each write: to find out which decisions changed, those too that no answer of the replica names
 * because a control record or a late write had all made anew.
 */
export interface DecisionLedger {
  /** The decisions that differ from what was told, and from now on are what was told. `all`: look at every write. */
  readonly changed: (replica: Replica, decided: readonly Decision[], all: boolean) => readonly Decision[];
  readonly size: () => number;
}

/** Rejected writes are not kept: so many are remembered, so that a relay that repeats one fills no log with it. */
const maxRejected = 4_096;

const sameReasons = (a: Decision, b: Decision): boolean =>
  a.reasons === b.reasons ||
  (a.reasons.length === b.reasons.length && JSON.stringify(a.reasons) === JSON.stringify(b.reasons));

export const createDecisionLedger = (): DecisionLedger => {
  const told = new Map<string, Decision>();
  const rejected = new Set<string>();
  /** One write whose decision is another object when all was made anew. */
  let sentinel: Decision | undefined;

  return {
    size: () => told.size,
    changed: (replica, decided, all) => {
      const changed = new Map<string, Decision>();
      const note = (decision: Decision): void => {
        const before = told.get(decision.writeId);
        if (before === decision) return;
        told.set(decision.writeId, decision);
        if (before?.outcome !== decision.outcome || !sameReasons(before, decision)) {
          changed.set(decision.writeId, decision);
        }
      };
      for (const decision of decided) {
        const { writeId, outcome } = decision;
        const stands = replica.decision(writeId);
        if (stands !== undefined) note(stands);
        else if (outcome === 'rejected' && !rejected.has(writeId)) {
          told.delete(writeId);
          if (rejected.size >= maxRejected) rejected.clear();
          rejected.add(writeId);
          changed.set(writeId, decision);
        }
        // Bytes that wait as a whole are no write yet.
      }
      if (all || (sentinel !== undefined && replica.decision(sentinel.writeId) !== sentinel)) {
        const here = new Set<string>();
        for (const decision of replica.decisions()) {
          here.add(decision.writeId);
          note(decision);
        }
        for (const [writeId, decision] of told) {
          if (here.has(writeId)) continue;
          told.delete(writeId);
          changed.set(writeId, { ...decision, outcome: 'rejected' });
        }
      }
      const [first] = told.keys();
      sentinel = first === undefined ? undefined : told.get(first);
      return [...changed.values()];
    },
  };
};
