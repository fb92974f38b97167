import { fileURLToPath } from 'node:url';
import { startAsked } from '../asked-process.js';
import { perSecond } from './malformed.js';
import type { Answer, Delays, Question } from './protocol.js';
import type { Statuses } from './statuses.js';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Seconds without load before the first figure. */
const warmUp = 3;
/** Milliseconds that a step may take beyond its own time. */
const slack = 120_000;

/** What well-behaved clients saw while something happened, and what those got who made it happen. */
export interface Phase {
  readonly delays: Delays;
  /** The high-water mark of the relay's memory so far, in bytes. */
  readonly peak: number | undefined;
  readonly statuses: Statuses;
  /** Seconds that it took to send them. */
  readonly seconds: number;
}

export interface Load {
  /** Before, between and after: what the others are set in ratio to. */
  readonly quiet: Phase;
  readonly malformed: Phase;
  readonly flood: Phase;
}

export interface LoadOptions {
  /** Empty. */
  readonly folder: string;
  /** Malformed requests and sockets. */
  readonly requests: number;
  readonly seed: number;
  readonly onProgress: (text: string) => void;
}

/** Runs the relay, well-behaved clients and those who are not, each as a process of its own. */
export const runLoad = async ({ folder, requests, seed, onProgress }: LoadOptions): Promise<Load> => {
  const start = () => startAsked<Question, Answer>(program, process.execPath);
  const [relay, clients, others] = [start(), start(), start()];
  const seconds = requests / perSecond;
  const limit = seconds * 1_000 + slack;
  try {
    const { port = 0 } = await relay.ask({ ask: 'serve', folder }, slack);
    await clients.ask({ ask: 'clients', port }, slack);
    const beside = async (name: string, disturbing: () => Promise<Answer>, lasting = seconds): Promise<Phase> => {
      onProgress(`${name}, ${Math.ceil(lasting)} s`);
      const [{ delays = { append: [], read: [] } }, { statuses = {}, seconds: took = lasting }] = await Promise.all([
        clients.ask({ ask: 'steady', seconds: lasting }, limit),
        disturbing(),
      ]);
      return { delays, peak: relay.peak(), statuses, seconds: took };
    };
    const nobody = () => Promise.resolve({});
    await beside('warming up', nobody, warmUp);
    const quiet: Phase[] = [await beside('quiet', nobody, seconds / 3)];
    const malformed = await beside(`${requests} malformed requests`, () =>
      others.ask({ ask: 'malformed', port, requests, seed }, limit),
    );
    quiet.push(await beside('quiet', nobody, seconds / 3));
    const flood = await beside('one identity floods', () => others.ask({ ask: 'flood', port, seconds }, limit));
    quiet.push(await beside('quiet', nobody, seconds / 3));
    return {
      quiet: {
        delays: {
          append: quiet.flatMap(({ delays }) => delays.append),
          read: quiet.flatMap(({ delays }) => delays.read),
        },
        peak: quiet[0]?.peak,
        statuses: {},
        seconds,
      },
      malformed,
      flood,
    };
  } finally {
    await Promise.all([relay, clients, others].map((each) => each.stop()));
  }
};
