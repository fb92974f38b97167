import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Suite, SuiteOptions } from './suite.js';
import { suites } from './suites/index.js';

export interface Request {
  readonly suites: readonly Suite[];
  readonly options: Omit<SuiteOptions, 'onProgress'>;
  /** Whether the figures go into docs/benchmarks.md too. */
  readonly write: boolean;
}

const numbers = {
  repositories: { initial: 10_000, least: 200, says: 'repositories of the generated estate' },
  seed: { initial: 1, least: 0, says: 'decides what is generated' },
  rounds: { initial: 11, least: 5, says: 'timed runs of each contender' },
  'cold-runs': { initial: 40, least: 30, says: 'timed cold starts of each contender' },
  writes: { initial: 32_768, least: 256, says: 'writes of the graph trace' },
  trials: { initial: 5, least: 1, says: 'processes of each contender over the graph trace' },
  largest: { initial: 1_000_000, least: 1_000, says: 'objects of the largest collection' },
  records: { initial: 10_000, least: 1_000, says: 'records of the largest sync' },
  devices: { initial: 100, least: 2, says: 'devices that one change goes to' },
  'step-seconds': { initial: 300, least: 10, says: 'seconds that a step of a sync may take' },
  requests: { initial: 100_000, least: 1_000, says: 'malformed requests and sockets that the relay is sent' },
} as const;

export const usage = [
  'Usage: npm run bench -- [suite…] [options]',
  '',
  ...suites.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`),
  '',
  ...Object.entries(numbers).map(([name, { initial, says }]) => `  ${`--${name} N`.padEnd(18)}${says} (${initial})`),
  `  ${'--engine NAME'.padEnd(18)}of the engines only this one, for example shell`,
  `  ${'--without-peers'.padEnd(18)}leave the peers out, and do not install them`,
  `  ${'--keep FOLDER'.padEnd(18)}generate there, and leave it`,
  `  ${'--write'.padEnd(18)}put the figures into docs/benchmarks.md too`,
].join('\n');

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ repositories: text, seed: text, rounds: text, 'cold-runs': text, keep: text },
  ...{ writes: text, trials: text, largest: text, engine: text },
  ...{ records: text, devices: text, 'step-seconds': text, requests: text },
  ...{ 'without-peers': flag, write: flag, help: flag },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

/** What the command line asks for, or what is wrong with it. */
export const readArguments = (args: readonly string[]): Request | 'help' | { readonly problem: string } => {
  // pnpm hands the `--` that separates its own options on to the script.
  const parsed = parse(args[0] === '--' ? args.slice(1) : args);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return 'help';

  const unknown = positionals.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) return { problem: `There is no suite "${unknown}".` };
  const wrong = Object.entries(numbers).find(([name, { least }]) => {
    const value = values[name as keyof typeof numbers];
    return value !== undefined && !(/^\d+$/.test(value) && Number(value) >= least);
  });
  if (wrong !== undefined) return { problem: `--${wrong[0]} takes a whole number of at least ${wrong[1].least}.` };

  if (values.keep !== undefined && existsSync(values.keep) && readdirSync(values.keep).length > 0)
    return { problem: `--keep takes a folder that is empty or absent, and ${values.keep} is neither.` };

  if (values.engine !== undefined && values.write)
    return { problem: '--write takes no --engine: the docs have the figures of all engines.' };

  const numberOf = (name: keyof typeof numbers): number => Number(values[name] ?? numbers[name].initial);
  return {
    suites: positionals.length === 0 ? suites : suites.filter(({ name }) => positionals.includes(name)),
    options: {
      repositories: numberOf('repositories'),
      seed: numberOf('seed'),
      rounds: numberOf('rounds'),
      coldRuns: numberOf('cold-runs'),
      writes: numberOf('writes'),
      trials: numberOf('trials'),
      largest: numberOf('largest'),
      records: numberOf('records'),
      devices: numberOf('devices'),
      stepSeconds: numberOf('step-seconds'),
      requests: numberOf('requests'),
      peers: !values['without-peers'],
      engine: values.engine,
      keep: values.keep === undefined ? undefined : resolve(values.keep),
    },
    write: values.write,
  };
};
