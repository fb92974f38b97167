import type { EndState } from './end-state.js';
import type { Trace } from './trace.js';

/** A contender's way to carry out a trace, in two processes: one makes the updates, the other is timed. */
export interface Runner<Prepared> {
  /**
   * Plays the trace as its devices, untimed, and returns the updates that they would send.
   *
   * @param module the peer's module, where the contender is a peer
   */
  readonly prepare: (trace: Trace, module: unknown) => Prepared;
  /** Makes ready what a timed pass takes; what a device would have in memory anyway belongs here. */
  readonly open: (prepared: Prepared, trace: Trace, module: unknown) => () => Pass;
}

/** One pass of a fresh device over all updates. */
export interface Pass {
  /** Takes in everything; timed. */
  readonly apply: () => void;
  /** Reads every node with its fields and its place once; timed on its own. */
  readonly read: () => EndState;
}
