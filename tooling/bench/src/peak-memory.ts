import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Contender, Output } from './contender.js';
import { environment, withOutput } from './timed-run.js';

const pollEvery = 2;

export interface WatchedRun {
  /** Bytes; undefined where there is no /proc. */
  readonly peak: number | undefined;
  readonly exitCode: number | null;
}

/** The high-water mark of a process's resident memory in bytes, while it runs: VmHWM of proc(5) status. */
const highWaterMark = (pid: number): number | undefined => {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
};

/**
 * Runs a contender once and watches its resident memory.
 *
 * The mark is read every two milliseconds: it only ever grows, so what is missed is the growth of
 * the last two. (`ru_maxrss` would be exact and wrong: a child inherits its parent's.) The
 * watching takes time, so such a run is not timed.
 */
export const runWatched = ({ command, args, cwd }: Contender, output: Output): Promise<WatchedRun> =>
  withOutput(
    output,
    (stdio) =>
      new Promise((resolve, reject) => {
        const child = spawn(command, args, { cwd, stdio, env: environment() });
        let peak: number | undefined;
        const timer = setInterval(() => {
          if (child.pid !== undefined) peak = highWaterMark(child.pid) ?? peak;
        }, pollEvery);
        child.on('error', reject);
        child.on('exit', (exitCode) => {
          clearInterval(timer);
          resolve({ peak, exitCode });
        });
      }),
  );
