import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { environment } from './timed-run.js';

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Node's default would be reached by a million records. */
const heap = '--max-old-space-size=12288';

/** Milliseconds between the wish that a process ends and its end by force. */
const grace = 1_000;

/** A question that was not answered in time, or by a process that ended. */
export class ContenderError extends Error {}

/** What such a process answers. */
export type Reply<Answer> =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly why: string };

/** A process that is asked, as its parent has it. */
export interface Asked<Question extends { readonly ask: string }, Answer> {
  /** Asks one question at a time, and waits at most so many milliseconds: what takes longer ends the process. */
  readonly ask: (question: Question, limit: number) => Promise<Answer>;
  /** The high-water mark of its resident memory so far, in bytes; undefined where there is no /proc. */
  readonly peak: () => number | undefined;
  /** Ends the process, by force if it must be; when it resolves, the process is gone. */
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
// However this process ends, it leaves none behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const peakOf = (pid: number | undefined): number | undefined => {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? ''}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
};

/** Starts a program of the benchmark under a Node. It ends with this process. */
export const startAsked = <Question extends { readonly ask: string }, Answer>(
  program: string,
  node: string,
): Asked<Question, Answer> => {
  const child = spawn(node, ['--import', loader, heap, program], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running.add(child);
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => (lastWords = `${lastWords}${chunk.toString()}`.slice(-4_000)));
  let give: ((reply: Reply<Answer>) => void) | undefined;
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      lastWords = error.message;
      resolve();
    });
    child.on('exit', () => resolve());
  }).then(() => {
    running.delete(child);
    const line = /^\w*Error: .*$/m.exec(lastWords)?.[0] ?? lastWords.trim().split('\n').at(-1) ?? '';
    give?.({ ok: false, why: `its process ended${line === '' ? '' : `: ${line}`}` });
  });
  child.on('message', (message) => give?.(message as Reply<Answer>));

  return {
    ask: async (question, limit) => {
      const reply = await new Promise<Reply<Answer>>((resolve) => {
        const timer = setTimeout(() => {
          give = undefined;
          // Its late answer would be taken for the next one's.
          child.kill('SIGKILL');
          resolve({ ok: false, why: `"${question.ask}" took longer than ${Math.round(limit / 1_000)} s` });
        }, limit);
        give = (given) => {
          clearTimeout(timer);
          give = undefined;
          resolve(given);
        };
        if (running.has(child)) child.send(question);
        else give({ ok: false, why: 'its process ended' });
      });
      if (!reply.ok) throw new ContenderError(reply.why);
      return reply.answer;
    },
    peak: () => peakOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(timer);
    },
  };
};
