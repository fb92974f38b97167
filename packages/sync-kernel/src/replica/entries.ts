import type { Decision } from '../gate/decision.js';
import type { Passage } from '../gate/passage.js';

/** A write that passed the signature stage, with what was decided about it last. */
export interface Entry {
  readonly passage: Passage;
  decision: Decision;
}

/**
 * Whether a write reached its strategy, and so is part of what is replicated: what the strategy itself holds or sets
 * apart is (a log that was rewritten keeps the entry and its fault), what a stage before it ended is not.
 */
export const isReplicated = ({ passage }: Entry): boolean => passage.result !== undefined;
