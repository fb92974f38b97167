import type { Decision } from '../gate/decision.js';
import type { Arrived, Findings, Passage } from '../gate/passage.js';

/** A write that passed the signature stage: what was found out about it, and what was decided last. */
export interface Entry extends Arrived, Findings {
  decision: Decision;
}

/** What is kept of a passage; what was there for judging it alone is let go. */
export const entryOf = (passage: Passage, decision: Decision): Entry => {
  const { write, statement, arrival, engine, opened, version, askedOfControl, result } = passage;
  return { write, statement, arrival, engine, opened, version, askedOfControl, result, decision };
};

/**
 * Whether a write reached its strategy, and so is part of what is replicated: what the strategy itself holds or sets
 * apart is (a log that was rewritten keeps the entry and its fault), what a stage before it ended is not.
 */
export const isReplicated = ({ result }: Entry): boolean => result !== undefined;
