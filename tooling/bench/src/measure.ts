import type { Contender, Output } from './contender.js';
import { runWatched } from './peak-memory.js';
import { spreadOf, type Spread } from './statistics.js';
import { runTimed, type TimedRun } from './timed-run.js';

/** What a contender cost, or why it could not be measured. */
export type Measurement = { readonly contender: Contender } & (
  | {
      readonly measured: true;
      readonly wall: Spread;
      readonly cpu?: number;
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

/** One run that is not counted: it fills the caches, and shows whether the contender does its work. */
const warmUp = (contender: Contender, output: Output): ReturnType<Contender['inspect']> => {
  const { exitCode } = runTimed(contender, output);
  return exitCode === contender.exitCode
    ? contender.inspect(output)
    : { done: false, why: `it ended with exit code ${exitCode ?? 'none'} where ${contender.exitCode} was expected` };
};

const rotate = <T>(items: readonly T[], by: number): readonly T[] => {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
};

/**
 * Measures contenders beside each other: after a warm-up, rounds in which each runs once, started
 * by another one each time, so that a disturbance of the machine meets all of them alike.
 *
 * @returns one measurement for each contender, in their order
 */
export const measure = async <Contenders extends readonly [Contender, ...Contender[]]>(
  contenders: readonly [...Contenders],
  options: MeasureOptions,
): Promise<{ [Index in keyof Contenders]: Measurement }> => {
  const { rounds, memoryRuns, output, onProgress } = options;
  const entries = contenders.map((contender) => {
    onProgress(`warm-up: ${contender.name}`);
    return { contender, inspection: warmUp(contender, output), runs: [] as TimedRun[], peaks: [] as number[] };
  });
  const able = entries.filter(({ inspection }) => inspection.done);
  for (let round = 0; round < rounds; round += 1) {
    onProgress(`round ${round + 1} of ${rounds}`);
    for (const { contender, runs } of rotate(able, round)) runs.push(runTimed(contender, output));
  }
  for (let run = 0; run < memoryRuns; run += 1) {
    onProgress(`memory, run ${run + 1} of ${memoryRuns}`);
    for (const { contender, peaks } of able) {
      const peak = await runWatched(contender, output);
      if (peak !== undefined) peaks.push(peak);
    }
  }
  const measurements = entries.map(({ contender, inspection, runs, peaks }): Measurement => {
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
  });
  return measurements as { [Index in keyof Contenders]: Measurement };
};
