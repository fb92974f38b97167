import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContenderError } from '../asked-process.js';
import type { ModulePaths } from './adapter.js';
import type { Contestant } from './contestants.js';
import { folderSize } from './folder-size.js';
import { startContender, type Contender } from './process.js';
import type { Answer } from './protocol.js';
import { createCountingProxy, type CountingProxy } from './proxy.js';
import { spread } from './records.js';
import type { Point, Shares, Step } from './result.js';

/** How a contender is started. */
export interface Setting {
  readonly contestant: Contestant;
  readonly modules: ModulePaths;
  /** The Node that it runs under. */
  readonly node: string;
  /** Where it keeps its data; empty. */
  readonly folder: string;
  /** Milliseconds that a step may take. */
  readonly limit: number;
}

/** Milliseconds without a byte on the wire after which all is said. */
const silence = 1_000;

/** Records that an incremental sync changes. */
export const changed = 10;

/** Processes of a contender that are there, and ended all together. */
export interface Stage {
  readonly proxy: CountingProxy;
  readonly server: Contender;
  /** Starts a process with devices, numbered from `first` on. */
  readonly devices: (first: number, count: number, invitation: string) => Promise<[Contender, Answer]>;
  readonly folderOf: (name: string) => string;
}

/** Starts a contender's server behind a proxy, and ends all that was started, whatever happened. */
export const onStage = async <T>(setting: Setting, devices: number, use: (stage: Stage) => Promise<T>): Promise<T> => {
  const { contestant, modules, node, folder, limit } = setting;
  const started: Contender[] = [];
  let proxy: CountingProxy | undefined;
  const start = (): Contender => {
    const contender = startContender(node);
    started.push(contender);
    return contender;
  };
  const folderOf = (name: string): string => join(folder, name);
  const made = (name: string): string => {
    mkdirSync(folderOf(name), { recursive: true });
    return folderOf(name);
  };
  try {
    const server = start();
    const common = { contestant: contestant.id, modules, devices } as const;
    const { port } = await server.ask({ ask: 'serve', ...common, folder: made('server') }, limit);
    proxy = await createCountingProxy(port ?? 0);
    return await use({
      proxy,
      server,
      folderOf,
      devices: async (first, count, invitation) => {
        const device = start();
        const folders = Array.from({ length: count }, (_, offset) => made(`device-${first + offset}`));
        return [device, await device.ask({ ask: 'open', ...common, folders, first, invitation }, limit)];
      },
    });
  } finally {
    await Promise.all(started.map((contender) => contender.stop()));
    await proxy?.close();
  }
};

const millisecondsBetween = (from: string, to: string): number => Number(BigInt(to) - BigInt(from)) / 1e6;

/** How long an answer took in its own process. */
export const timeOf = ({ started, ended }: Answer): number => millisecondsBetween(started, ended.at(-1) ?? started);

/** How long after the start of one answer each device of another was done, shortest first. */
export const delaysAfter = (start: Answer, { ended }: Answer): readonly number[] =>
  ended.map((end) => millisecondsBetween(start.started, end)).toSorted((a, b) => a - b);

/** Carries out all steps with so many records; what fails ends it, and what was measured before stays. */
export const runScenario = async (setting: Setting, records: number): Promise<Point> => {
  const { limit } = setting;
  const point: { -readonly [Key in keyof Point]: Point[Key] } = { records };
  try {
    await onStage(setting, 3, async ({ proxy, server, devices, folderOf }) => {
      const to = { ask: 'connect', port: proxy.port } as const;
      /** From the start of what the one does to the end of what the other waits for. */
      const between = async (doing: Promise<Answer>, waiting: Promise<Answer>): Promise<Step> => {
        const [start, end] = await Promise.all([doing, waiting]);
        return { time: delaysAfter(start, end).at(-1) ?? 0, wire: proxy.bytes() };
      };

      const [writer, { invitation = '' }] = await devices(0, 1, '');
      const [reader] = await devices(1, 1, invitation);
      // The reader waits at the server, where both have met: what that costs is not part of a record's way.
      await writer.ask(to, limit);
      await reader.ask(to, limit);
      await proxy.quiet(silence, limit);
      await writer.ask({ ask: 'disconnect' }, limit);
      point.write = timeOf(await writer.ask({ ask: 'write', count: records }, limit));

      proxy.reset();
      point.transfer = await between(writer.ask(to, limit), reader.ask({ ask: 'holds', count: records }, limit));
      point.memory = { server: server.peak(), writer: writer.peak(), reader: reader.peak() };
      const sizes: Shares = {
        server: folderSize(folderOf('server')),
        writer: folderSize(folderOf('device-0')),
        reader: folderSize(folderOf('device-1')),
      };
      point.disk = sizes;

      await writer.ask({ ask: 'disconnect' }, limit);
      const [newcomer] = await devices(2, 1, invitation);
      proxy.reset();
      const joined = newcomer.ask(to, limit);
      const all = joined.then(() => newcomer.ask({ ask: 'holds', count: records }, limit));
      point.first = await between(joined, all);
      await newcomer.ask({ ask: 'disconnect' }, limit);

      await writer.ask(to, limit);
      const edit = { ask: 'edit', indices: spread(changed, records) } as const;
      const see = { ask: 'sees', indices: edit.indices } as const;
      // What the two say to each other on meeting again is not the ten changes.
      await writer.ask({ ...edit, indices: [0], mark: 'before' }, limit);
      await reader.ask({ ...see, indices: [0], mark: 'before' }, limit);
      await proxy.quiet(silence, limit);
      proxy.reset();
      point.live = await between(
        writer.ask({ ...edit, mark: 'live' }, limit),
        reader.ask({ ...see, mark: 'live' }, limit),
      );
      await writer.ask({ ask: 'disconnect' }, limit);

      proxy.reset();
      const returned = newcomer.ask(to, limit);
      const caughtUp = returned.then(() => newcomer.ask({ ...see, mark: 'live' }, limit));
      point.catchUp = await between(returned, caughtUp);
    });
  } catch (error) {
    if (!(error instanceof ContenderError)) throw error;
    point.why = error.message;
  }
  return point;
};
