import type { Decision } from '../gate/decision.js';
import type { Passage } from '../gate/passage.js';

/** A write that passed the signature stage, with what was decided about it last. */
export interface Entry {
  readonly passage: Passage;
  decision: Decision;
}

/** Whether a write is part of what is replicated: held ones are, those kept apart are not. */
export const isReplicated = ({ passage, decision }: Entry): boolean =>
  passage.result !== undefined && decision.outcome !== 'quarantined' && decision.outcome !== 'rejected';
