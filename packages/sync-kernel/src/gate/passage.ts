import type { Change, Classification } from '../engine/change.js';
import type { Engine } from '../engine/engine.js';
import type { Json } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { Version } from '../model/version.js';
import type { BatchStatement } from '../wire/write.js';
import type { ArrivedWrite } from './arrived-write.js';
import type { Arrival } from './arrival.js';
import type { AskedOfControl } from './asked-of-control.js';
import type { Outcome } from './decision.js';

/** What came in: a write, the batch that it came in, and how it came. */
export interface Arrived {
  readonly write: ArrivedWrite;
  readonly statement: BatchStatement;
  readonly arrival: Arrival;
}

/** What the stages find out about a write that stays true, however often it is judged. */
export interface Findings {
  /** The engine of its collection; set by `scope`. */
  engine: Engine | undefined;
  /** The payload as JSON; set by `unseal`. */
  opened: Json | undefined;
  /** What the strategy gets; set by `schema`. */
  version: Version | undefined;
  /** What the engine's rules asked of the scope's authority; set by `policy`, and kept: what was granted may be revoked. */
  askedOfControl: readonly AskedOfControl[];
  /** What the strategy made of it; set by `merge`. */
  result: Ending | undefined;
}

/** One write on its way through the gate: what it came as, and what the stages found out. */
export interface Passage extends Arrived, Findings {
  /** The difference from what is in force, and how dangerous it is; set by `policy`. */
  change: Change | undefined;
  classification: Classification | undefined;
  /** The objects that the engine's authority asked for; set by `policy`. */
  asked: readonly string[];
  /** The objects of which the view may have changed; set by `merge`. */
  touched: readonly string[];
  /** Why a person has to decide first; `classify` acts on it. */
  holds: readonly Reason[];
}

const none: readonly never[] = [];

/** A write before the first stage; what it carries is not opened and read again where it was before. */
export const passageOf = (
  { write, statement, arrival }: Arrived,
  found?: Pick<Findings, 'opened' | 'version'>,
): Passage => ({
  write,
  statement,
  arrival,
  // All there from the beginning: an object that gains members costs several times its memory.
  engine: undefined,
  opened: found?.opened,
  version: found?.version,
  askedOfControl: none,
  result: undefined,
  change: undefined,
  classification: undefined,
  asked: none,
  touched: none,
  holds: none,
});

/** How a stage ends a write. A stage that passes it on returns undefined. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

export const ending = (outcome: Outcome, ...reasons: readonly Reason[]): Ending => ({ outcome, reasons });

/** The endings that need no reason, one for all writes. */
export const withoutReason: Readonly<Record<Outcome, Ending>> = {
  applied: { outcome: 'applied', reasons: none },
  merged: { outcome: 'merged', reasons: none },
  superseded: { outcome: 'superseded', reasons: none },
  held: { outcome: 'held', reasons: none },
  quarantined: { outcome: 'quarantined', reasons: none },
  rejected: { outcome: 'rejected', reasons: none },
};

/** Notes why a person has to decide first. */
export const hold = (passage: Passage, ...reasons: readonly Reason[]): void => {
  if (reasons.length > 0) passage.holds = [...passage.holds, ...reasons];
};
