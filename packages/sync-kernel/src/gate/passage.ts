import type { Change, Classification } from '../engine/change.js';
import type { Engine } from '../engine/engine.js';
import type { MergeResult } from '../merge/strategy.js';
import type { Json } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { Version } from '../model/version.js';
import type { BatchStatement, Write } from '../wire/write.js';
import type { Arrival } from './arrival.js';
import type { Outcome } from './decision.js';

/** One write on its way through the gate: what it came as, and what the stages found out. */
export interface Passage {
  readonly write: Write;
  readonly statement: BatchStatement;
  readonly arrival: Arrival;
  /** The engine of its collection; set by `scope`. */
  engine?: Engine;
  /** The payload as JSON; set by `unseal`. */
  opened?: Json;
  /** What the strategy gets; set by `schema`. */
  version?: Version;
  /** The difference from what is in force, and how dangerous it is; set by `policy`. */
  change?: Change;
  classification?: Classification;
  /** Why a person has to decide first; `classify` acts on it. */
  readonly holds: Reason[];
  /** What the strategy made of it; set by `merge`. */
  result?: MergeResult;
}

/** How a stage ends a write. A stage that passes it on returns undefined. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

export const ending = (outcome: Outcome, ...reasons: readonly Reason[]): Ending => ({ outcome, reasons });
