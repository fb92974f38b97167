import type { EngineState } from '@sourceos/sync-spec';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import type { EngineFacts } from './facts.js';
import { precedence, type StateRow } from './precedence.js';

/** A fact that counts, and what it means for a person. */
export interface Because {
  readonly fact: string;
  readonly sentence: string;
}

/** The state that an engine shows, and everything that is behind it (I9). */
export interface StateReport {
  readonly state: EngineState;
  /** The place of the deciding row in `precedence`: 0 is the gravest. Compares reports with each other. */
  readonly rank: number;
  /** All reasons of all facts that count, not only of the state that shows. */
  readonly reasons: readonly Reason[];
  /** All facts that count, gravest first; the first one decided. */
  readonly because: readonly Because[];
  /** What a person can do about the first. */
  readonly remedy: string;
}

const rowReasons = (row: StateRow, facts: EngineFacts): readonly Reason[] => [
  ...(row.reason === undefined ? [] : [reasonOf(row.reason)]),
  ...(row.carried?.(facts) ?? []),
];

/** The state of one engine: the first row of `precedence` that holds, with the reasons of all that hold. */
export const deriveState = (facts: EngineFacts): StateReport => {
  const rank = precedence.findIndex((row) => row.when(facts));
  const shown = precedence[rank];
  if (shown === undefined) throw new Error('No row of the precedence holds: its last rows must cover what is left.');
  const holding = precedence.filter((row) => row === shown || (row.rest !== true && row.when(facts)));
  return {
    state: shown.state,
    rank,
    reasons: holding.flatMap((row) => rowReasons(row, facts)),
    because: holding.map(({ fact, sentence }) => ({ fact, sentence })),
    remedy: shown.remedy,
  };
};
