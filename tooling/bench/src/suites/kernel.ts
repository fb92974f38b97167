import { withTemporaryFolder } from '@sourceos/workspace';
import { graphMerge, peerContestants, verification, wholeGate } from '../kernel/contestants.js';
import { renderKernel } from '../kernel/render.js';
import { summaryOf } from '../kernel/result.js';
import { runGrowth } from '../kernel/run-growth.js';
import { runTrace } from '../kernel/run-trace.js';
import { generateTrace, type TraceOptions } from '../kernel/trace.js';
import { describeMachine } from '../machine.js';
import { installPeers } from '../peers.js';
import type { Result, Suite, SuiteOptions } from '../suite.js';

const devices = 8;
const largestBatch = 1_024;

/** Rounds of full batches, as many as the writes come to; one of smaller batches where they are fewer. */
const traceOf = ({ writes, seed }: SuiteOptions): TraceOptions => {
  const burst = Math.min(largestBatch, Math.floor(writes / devices));
  return { seed, devices, rounds: Math.max(1, Math.round(writes / devices / burst)), burst };
};

const runIn = async (folder: string, options: SuiteOptions): Promise<Result> => {
  const { seed, trials, largest, onProgress } = options;
  const machine = describeMachine();
  const installed = options.peers ? await installPeers() : undefined;
  if (installed?.installed === false) onProgress(`running without the peers: ${installed.why}`);
  const peers = installed?.installed ? installed.peers : undefined;
  const trace = traceOf(options);
  const contestants = [verification, wholeGate, graphMerge, ...(peers === undefined ? [] : peerContestants)] as const;
  const [ours, gate, merger, ...others] = runTrace(contestants, { trace, folder, trials, peers, onProgress });
  if (ours === undefined || gate === undefined || merger === undefined) {
    throw new TypeError('A contender without a measurement: runTrace has one for each.');
  }
  const growth = runGrowth({ seed, largest, onProgress });
  const summary = summaryOf(generateTrace(trace));
  const result = { trace: summary, trials, verification: ours, gate, merger, peers: others, growth };
  const command = `npm run bench -- kernel --writes ${summary.writes} --seed ${seed} --trials ${trials} --largest ${largest}`;
  return {
    markdown: renderKernel(result, command, machine),
    complete:
      others.length > 0 &&
      [ours, gate, merger, ...others].every(({ measured }) => measured) &&
      growth.every(({ points }) => points.every((point) => !('why' in point))),
  };
};

/** The gate beside a signature for each write, the merge beside its peers, and the merge as things grow. */
export const kernelSuite: Suite = {
  name: 'kernel',
  summary: 'the gate beside native signatures, graph_merge beside three peers, and its curves',
  run: (options) =>
    options.keep === undefined ? withTemporaryFolder((folder) => runIn(folder, options)) : runIn(options.keep, options),
};
