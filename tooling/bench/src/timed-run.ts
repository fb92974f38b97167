import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, Output } from './contender.js';

/** What one run of a contender took. */
export interface TimedRun {
  /** From before the process was started until after its end, in milliseconds. */
  readonly wall: number;
  /** Processor time of the process and its threads, in milliseconds to the next ten; absent where there is no /proc. */
  readonly cpu: number | undefined;
  readonly exitCode: number | null;
}

/** Every contender gets the same small environment: nothing that this process was started with may slow it. */
export const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' });

/** The output goes to files, for every contender alike: a pipe would make it wait for its reader. */
export const outputFiles = (folder: string): Output => ({
  stdout: join(folder, 'stdout.txt'),
  stderr: join(folder, 'stderr.txt'),
});

export const withOutput = <T>({ stdout, stderr }: Output, use: (stdio: ['ignore', number, number]) => T): T => {
  const descriptors = [openSync(stdout, 'w'), openSync(stderr, 'w')] as const;
  try {
    return use(['ignore', ...descriptors]);
  } finally {
    descriptors.forEach(closeSync);
  }
};

const millisecondsPerTick = 10;

/** Processor time of all ended children so far: fields 16 and 17 of proc(5) stat, in ticks of 1/100 s. */
const childrenCpu = (): number | undefined => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The second field is the command's name and may hold spaces; count from its closing parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * millisecondsPerTick;
  } catch {
    return undefined;
  }
};

/** Runs a contender once and waits, doing nothing else meanwhile. */
export const runTimed = ({ command, args, cwd }: Contender, output: Output): TimedRun =>
  withOutput(output, (stdio) => {
    const cpuBefore = childrenCpu();
    const start = performance.now();
    const { status } = spawnSync(command, args, { cwd, stdio, env: environment() });
    const wall = performance.now() - start;
    const cpuAfter = childrenCpu();
    return {
      wall,
      cpu: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
      exitCode: status,
    };
  });
