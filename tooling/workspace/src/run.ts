import { spawn } from 'node:child_process';

export interface Outcome {
  /** The exit code; 124 where the time ran out, 127 where the command could not be started. */
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr, in the order of their arrival. */
  readonly output: string;
}

interface Options {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds until the command and what it started are killed. */
  readonly timeout?: number;
}

/** Runs a command without a shell and without input, and waits for its end. A failure is a value. */
export const run = (command: string, args: readonly string[], { cwd, env, timeout = 300_000 }: Options) =>
  new Promise<Outcome>((resolve) => {
    // A group of its own, so that the time limit ends grandchildren too.
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let stdout = '';
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeout);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, output: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (late) resolve({ code: 124, stdout, output: `${output}stopped after ${timeout} ms\n` });
      else resolve({ code: code ?? 1, stdout, output });
    });
  });
