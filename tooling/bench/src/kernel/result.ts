import type { Curve } from './run-growth.js';
import type { TraceMeasurement } from './run-trace.js';
import type { Trace } from './trace.js';

/** What the trace is, without itself. */
export interface TraceSummary {
  readonly devices: number;
  readonly rounds: number;
  readonly burst: number;
  readonly operations: number;
  readonly writes: number;
  /** Values and nodes that concurrent operations leave to the contender. */
  readonly concurrent: { readonly values: number; readonly fates: number };
}

/** Everything that a run of the suite measured. */
export interface KernelResult {
  readonly trace: TraceSummary;
  readonly trials: number;
  readonly verification: TraceMeasurement;
  readonly gate: TraceMeasurement;
  readonly merger: TraceMeasurement;
  readonly peers: readonly TraceMeasurement[];
  readonly growth: readonly Curve[];
}

export const summaryOf = ({ devices, rounds, operations, writes, expected }: Trace): TraceSummary => {
  const open = expected.map(
    ({ values, parents }) => [...Object.values(values), parents].filter((candidates) => candidates.length > 1).length,
  );
  return {
    ...{ devices, operations, writes },
    rounds: rounds.length,
    burst: writes / devices / rounds.length,
    concurrent: {
      values: open.reduce((sum, count) => sum + count, 0),
      fates: expected.filter(({ fate }) => fate === 'either').length,
    },
  };
};
