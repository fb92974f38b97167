import type { Reason } from '../model/reason.js';
import type { ControlView } from './control-view.js';

/** What became of a control record. One that waits for others is accepted: it takes effect when they come. */
export interface ControlResult {
  /**
   * `sha256:` of the canonical bytes of what is signed: the statement, whoever signed it. Of bytes that are
   * no record, of the bytes themselves.
   */
  readonly id: string;
  readonly accepted: boolean;
  /** Why it was refused, or has no effect yet. */
  readonly reasons: readonly Reason[];
}

/** A scope's control log on one device: a grow-only set of signed records. */
export interface ControlLog {
  readonly scopeId: string;
  /** Adds a record's bytes; one that is there already changes nothing. */
  readonly add: (record: Uint8Array) => ControlResult;
  /** The records held, as they came. */
  readonly records: () => Iterable<Uint8Array>;
  /** What the records say together. The view follows the log: ask again after `add`. */
  readonly view: () => ControlView;
}
