import type { Coverage } from './end-state.js';
import type { Contestant } from './contestants.js';
import type { TraceOptions } from './trace.js';

/** What a process of a contender is told. */
export interface TrialRequest {
  readonly contestant: Contestant['id'];
  /** `prepare` writes the updates to `file`, `apply` reads them from there and is timed. */
  readonly step: 'prepare' | 'apply';
  readonly trace: TraceOptions;
  readonly file: string;
  /** The module of a peer, absolute. */
  readonly module?: string;
  /** Passes before the one that counts: what is compiled while it runs is compiled then. */
  readonly warmUps: number;
}

/** What it prints after `apply`: times in nanoseconds. */
export interface TrialResult {
  readonly apply: number;
  /** Processor time of the whole process meanwhile, collection of garbage in other threads included. */
  readonly processor: number;
  readonly read: number;
  /** Absent where a contender has nothing to show. */
  readonly coverage?: Coverage;
}
