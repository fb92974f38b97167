import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../run-program.js';
import type { Ran } from './run-cli.js';

/** The parts of a process that a command line works with: each run of the program has its own. */
const parts = ['stdin', 'stdout', 'stderr', 'env'] as const;
type Parts = Record<(typeof parts)[number], unknown>;

const running = new AsyncLocalStorage<Parts>();

for (const part of parts) {
  const own = process[part];
  let value: unknown = own;
  Object.defineProperty(process, part, {
    configurable: true,
    get: () => (running.getStore() ?? { [part]: value })[part],
    set: (next: unknown) => {
      const store = running.getStore();
      if (store === undefined) value = next;
      else store[part] = next;
    },
  });
}

class Output extends Writable {
  text = '';
  readonly isTTY: boolean;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

class Input extends PassThrough {
  readonly isTTY: boolean;
  isRaw = false;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  setRawMode(raw: boolean): this {
    this.isRaw = raw;
    return this;
  }
}

export interface Started {
  readonly ended: Promise<Ran>;
  /** Waits until it said something more on either output since the last answer, and types an answer. */
  readonly answer: (question: string | RegExp, typed: string) => Promise<void>;
  /** Waits until it said something, and returns what follows it on the line. */
  readonly said: (beginning: string) => Promise<string>;
  /** The first line with anything on it after what was said. */
  readonly after: (words: string) => Promise<string>;
}

export interface StartOptions {
  /** Whether a person sits there. */
  readonly terminal?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/**
 * Starts the program in this process: the same command line, with streams and variables of its own. A
 * person's terminal is one that takes keys one by one and echoes nothing.
 */
export const startProgram = (args: readonly string[], options: StartOptions = {}): Started => {
  const { terminal = false, env = {}, input } = options;
  const [stdin, stdout, stderr] = [new Input(terminal), new Output(terminal), new Output(terminal)];
  const { PATH, HOME } = process.env;
  const store: Parts = { stdin, stdout, stderr, env: { PATH, HOME, TERM: 'dumb', ...env } };
  if (input !== undefined) stdin.end(input);
  let over = false;
  let heard = 0;
  const all = (): string => stdout.text + stderr.text;
  const ended = running.run(store, async () => {
    await runProgram(args);
    over = true;
    // Node does not let this one be told apart: it is read at once, and is no word about the tests.
    const code = typeof process.exitCode === 'number' ? process.exitCode : 0;
    process.exitCode = undefined;
    return { code, stdout: stdout.text, stderr: stderr.text };
  });
  const until = async (what: string, is: () => boolean): Promise<void> => {
    for (let tries = 0; !is(); tries += 1) {
      if (over || tries > 4_000) throw new Error(`It did not say ${what}:\n${all()}`);
      await sleep(5);
    }
  };
  return {
    ended,
    said: async (beginning) => {
      const find = () =>
        all()
          .split('\n')
          .slice(0, -1)
          .find((line) => line.startsWith(beginning));
      await until(beginning, () => find() !== undefined);
      return (find() ?? '').slice(beginning.length);
    },
    after: async (words) => {
      const find = () => {
        const [, rest = ''] = all().split(words);
        return rest
          .split('\n')
          .slice(0, -1)
          .find((line) => line.trim() !== '');
      };
      await until(words, () => find() !== undefined);
      return find() ?? '';
    },
    answer: async (question, typed) => {
      const asked = () => {
        // Both outputs grow: what is new is told by their lengths together.
        const text = all().length > heard ? all() : '';
        return typeof question === 'string' ? text.includes(question) : question.test(text);
      };
      await until(String(question), asked);
      // The question is out, and its listener stands a moment later.
      await sleep(5);
      heard = all().length;
      running.run(store, () => stdin.write(typed));
    },
  };
};

/** Runs the program in this process to its end. */
export const runProgramHere = (args: readonly string[], options?: StartOptions): Promise<Ran> =>
  startProgram(args, options).ended;
