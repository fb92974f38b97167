import type { Contender, Inspection, Output } from './contender.js';
import { runWatched } from './peak-memory.js';
import { spreadOf, type Spread } from './statistics.js';
import { runTimed, type TimedRun } from './timed-run.js';

/** What a contender cost, or why it could not be measured. */
export type Measurement = { readonly contender: Contender } & (
  | {
      readonly measured: true;
      /** Milliseconds from start to end. */
      readonly wall: Spread;
      /** Milliseconds of processor time, the median. */
      readonly cpu?: number;
      /** Bytes, the largest of all runs. */
      readonly peak?: number;
      readonly found?: string;
    }
  | { readonly measured: false; readonly why: string }
);
export type Measured = Extract<Measurement, { measured: true }>;

export interface MeasureOptions {
  /** Timed runs of each contender. */
  readonly rounds: number;
  /** Runs of each contender that watch its memory. */
  readonly memoryRuns: number;
  /** Where the output of a run goes; each run overwrites the one before. */
  readonly output: Output;
  readonly onProgress: (text: string) => void;
}

/** A contender and what is known of it so far. */
interface Entry {
  readonly contender: Contender;
  readonly runs: TimedRun[];
  readonly peaks: number[];
  inspection: Inspection;
}

/** Every run is held against what it printed: one that did not do the work is no measurement of it. */
const judge = ({ exitCode: expected, inspect }: Contender, exitCode: number | null, output: Output): Inspection =>
  exitCode === expected
    ? inspect(output)
    : { done: false, why: `it ended with exit code ${exitCode ?? 'none'} where ${expected} was expected` };

const rotate = <T>(items: readonly T[], by: number): readonly T[] => {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
};

const summarise = ({ contender, inspection, runs, peaks }: Entry): Measurement => {
  if (!inspection.done) return { contender, measured: false, why: inspection.why };
  const cpu = runs.flatMap((run) => run.cpu ?? []);
  return {
    contender,
    measured: true,
    wall: spreadOf(runs.map((run) => run.wall)),
    ...(cpu.length > 0 && { cpu: spreadOf(cpu).median }),
    ...(peaks.length > 0 && { peak: Math.max(...peaks) }),
    ...(inspection.found !== undefined && { found: inspection.found }),
  };
};

/**
 * Measures contenders beside each other: after a warm-up, rounds in which each runs once, started
 * by another one each time, so that a disturbance of the machine meets all of them alike.
 *
 * @returns one measurement for each contender, in their order
 */
export const measure = async <Contenders extends readonly [Contender, ...Contender[]]>(
  contenders: readonly [...Contenders],
  { rounds, memoryRuns, output, onProgress }: MeasureOptions,
): Promise<{ [Index in keyof Contenders]: Measurement }> => {
  const runOnce = (contender: Contender): { run: TimedRun; inspection: Inspection } => {
    const run = runTimed(contender, output);
    return { run, inspection: judge(contender, run.exitCode, output) };
  };
  // The run that is not counted: it fills the caches.
  const entries = contenders.map((contender): Entry => {
    onProgress(`warm-up: ${contender.name}`);
    return { contender, runs: [], peaks: [], inspection: runOnce(contender).inspection };
  });
  const able = (): Entry[] => entries.filter(({ inspection }) => inspection.done);
  for (let round = 0; round < rounds; round += 1) {
    onProgress(`round ${round + 1} of ${rounds}`);
    for (const entry of rotate(able(), round)) {
      const { run, inspection } = runOnce(entry.contender);
      entry.runs.push(run);
      entry.inspection = inspection;
    }
  }
  for (let run = 0; run < memoryRuns; run += 1) {
    onProgress(`memory, run ${run + 1} of ${memoryRuns}`);
    for (const entry of able()) {
      const { peak, exitCode } = await runWatched(entry.contender, output);
      entry.inspection = judge(entry.contender, exitCode, output);
      if (peak !== undefined) entry.peaks.push(peak);
    }
  }
  return entries.map(summarise) as { [Index in keyof Contenders]: Measurement };
};
