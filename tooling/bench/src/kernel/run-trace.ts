import { join } from 'node:path';
import type { Peers } from '../peers.js';
import { spreadOf, type Spread } from '../statistics.js';
import { runChild } from './child.js';
import type { Contestant } from './contestants.js';
import { isComplete, type Coverage } from './end-state.js';
import type { TrialRequest, TrialResult } from './protocol.js';
import type { TraceOptions } from './trace.js';

/** What a contender took for the whole trace, in nanoseconds, or why that is not known. */
export type TraceMeasurement = { readonly contestant: Contestant; readonly title: string } & (
  | {
      readonly measured: true;
      readonly apply: Spread;
      readonly processor: number;
      readonly read: number;
      readonly coverage: Coverage | undefined;
    }
  | { readonly measured: false; readonly why: string }
);
export type TraceMeasured = Extract<TraceMeasurement, { measured: true }>;

export interface TraceRunOptions {
  readonly trace: TraceOptions;
  readonly folder: string;
  /** Processes of each contender. */
  readonly trials: number;
  readonly peers: Peers | undefined;
  readonly onProgress: (text: string) => void;
}

interface Entry {
  readonly contestant: Contestant;
  readonly request: Omit<TrialRequest, 'step'>;
  readonly results: TrialResult[];
  failure: string | undefined;
}

const summarise = ({ contestant, results, failure }: Entry, peers: Peers | undefined): TraceMeasurement => {
  const title =
    contestant.peer === undefined ? contestant.name : (peers?.title(contestant.peer.name) ?? contestant.name);
  const coverage = results[0]?.coverage;
  if (failure !== undefined) return { contestant, title, measured: false, why: failure };
  return {
    ...{ contestant, title, measured: true, coverage },
    apply: spreadOf(results.map(({ apply }) => apply)),
    processor: spreadOf(results.map(({ processor }) => processor)).median,
    read: spreadOf(results.map(({ read }) => read)).median,
  };
};

/**
 * Has contenders carry out one trace, each trial in a process of its own, started by another contender
 * each time. A trial that ends with other nodes or values than the trace comes to is no measurement.
 */
export const runTrace = (contestants: readonly Contestant[], options: TraceRunOptions): readonly TraceMeasurement[] => {
  const { trace, folder, trials, peers, onProgress } = options;
  const entries = contestants.map((contestant): Entry => {
    const { id, peer } = contestant;
    const module = peer && peers?.file(peer.name, peer.entry);
    const file = join(folder, `${id}.bin`);
    const request = { contestant: id, trace, file, warmUps: 1, ...(module !== undefined && { module }) };
    onProgress(`preparing: ${contestant.name}`);
    const prepared = runChild('trial', { ...request, step: 'prepare' } satisfies TrialRequest);
    return { contestant, request, results: [], failure: prepared.ok ? undefined : prepared.why };
  });
  for (let trial = 0; trial < trials; trial += 1) {
    onProgress(`trial ${trial + 1} of ${trials}`);
    for (let index = 0; index < entries.length; index += 1) {
      const entry = entries[(index + trial) % entries.length];
      if (entry === undefined || entry.failure !== undefined) continue;
      const child = runChild('trial', { ...entry.request, step: 'apply' } satisfies TrialRequest);
      if (!child.ok) {
        entry.failure = child.why;
        continue;
      }
      const result = JSON.parse(child.output) as TrialResult;
      entry.results.push(result);
      if (result.coverage !== undefined && !isComplete(result.coverage)) {
        const { rightNodes, nodes, rightValues, values } = result.coverage;
        entry.failure = `it ended with ${rightNodes} of ${nodes} nodes and ${rightValues} of ${values} values right`;
      }
    }
  }
  return entries.map((entry) => summarise(entry, peers));
};
