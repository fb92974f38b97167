import * as fc from 'fast-check';
import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { coverVersion } from '../version-vector.js';

/** What a generated write does; `record` is absent for deletions. */
export interface GeneratedChange {
  readonly operation: Version['operation'];
  readonly record: JsonObject | undefined;
}

export interface HistoryOptions {
  /** How many devices write; 3 by default. */
  readonly devices?: number;
  /** The objects written to; two by default. */
  readonly objectIds?: readonly string[];
  /** The most steps, writes and exchanges together; 16 by default. */
  readonly maximumSteps?: number;
  /** What a write to an object may be. */
  readonly change: (objectId: string) => fc.Arbitrary<GeneratedChange>;
  /** Replaces the id of a version's author; its device's by default. */
  readonly authorId?: (deviceId: string) => string;
}

type Step =
  | {
      readonly kind: 'write';
      readonly device: number;
      readonly objectId: string;
      readonly change: GeneratedChange;
      readonly pause: number;
    }
  | { readonly kind: 'pull'; readonly device: number; readonly from: number; readonly share: number };

/** Plays the steps: every device has a hybrid clock, and knows a causally closed part of what was written. */
const play = (steps: readonly Step[], devices: number, authorId: (deviceId: string) => string): Version[] => {
  const logs: { version: Version; knowledge: number[]; time: [number, number] }[][] = [];
  const knowledge: number[][] = [];
  const clocks: [number, number][] = [];
  for (let device = 0; device < devices; device += 1) {
    logs.push([]);
    knowledge.push(new Array<number>(devices).fill(0));
    clocks.push([1_000 + device, 0]);
  }
  const known = (device: number): Version[] =>
    logs.flatMap((log, author) => log.slice(0, knowledge[device]?.[author] ?? 0).map(({ version }) => version));
  for (const step of steps) {
    const mine = knowledge[step.device] ?? [];
    const clock = clocks[step.device] ?? [0, 0];
    if (step.kind === 'pull') {
      const log = logs[step.from] ?? [];
      const last = log[Math.floor(step.share * log.length) - 1];
      if (last === undefined) continue;
      last.knowledge.forEach((n, author) => {
        mine[author] = Math.max(mine[author] ?? 0, n);
      });
      if (last.time[0] > clock[0] || (last.time[0] === clock[0] && last.time[1] >= clock[1])) {
        clocks[step.device] = [last.time[0], last.time[1] + 1];
      }
      continue;
    }
    const log = logs[step.device] ?? [];
    const context = new Map<string, number>();
    for (const version of known(step.device)) if (version.objectId === step.objectId) coverVersion(context, version);
    const time: [number, number] = step.pause > 0 ? [clock[0] + step.pause, 0] : [clock[0], clock[1] + 1];
    clocks[step.device] = time;
    const n = log.length + 1;
    const deviceId = `urn:srcos:device:${String(step.device)}`;
    mine[step.device] = n;
    log.push({
      knowledge: [...mine],
      time,
      version: {
        id: `sha256:${String(step.device)}-${String(n)}`,
        objectId: step.objectId,
        operation: step.change.operation,
        deviceId,
        authorId: authorId(deviceId),
        clock: { wall: time[0], counter: time[1], n, context },
        record: step.change.record,
      },
    });
  }
  return logs.flatMap((log) => log.map(({ version }) => version));
};

/** Sets of versions that could have come about: N devices write, and see random causally closed parts of each other. */
export const histories = (options: HistoryOptions): fc.Arbitrary<Version[]> => {
  const devices = options.devices ?? 3;
  const device = fc.nat({ max: devices - 1 });
  const write = fc.constantFrom(...(options.objectIds ?? ['urn:srcos:test:a', 'urn:srcos:test:b'])).chain((objectId) =>
    fc.record({
      kind: fc.constant('write' as const),
      device,
      objectId: fc.constant(objectId),
      change: options.change(objectId),
      pause: fc.nat({ max: 2 }),
    }),
  );
  const pull = fc.record({
    kind: fc.constant('pull' as const),
    device,
    from: device,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  return fc
    .array(fc.oneof({ weight: 3, arbitrary: write }, { weight: 2, arbitrary: pull }), {
      minLength: 1,
      maxLength: options.maximumSteps ?? 16,
    })
    .map((steps) => play(steps, devices, options.authorId ?? ((deviceId) => deviceId)));
};

/** Versions together with orders in which they arrive, each complete and with repetitions. */
export const deliveries = (
  versions: fc.Arbitrary<Version[]>,
  count = 2,
): fc.Arbitrary<{ readonly versions: readonly Version[]; readonly orders: readonly (readonly Version[])[] }> =>
  versions.chain((set) => {
    const shuffled = fc.shuffledSubarray(set, { minLength: set.length, maxLength: set.length });
    const order = fc
      .tuple(shuffled, fc.shuffledSubarray(set))
      .chain(([all, again]) =>
        again.length === 0
          ? fc.constant(all)
          : fc.nat({ max: all.length }).map((at) => [...all.slice(0, at), ...again, ...all.slice(at)]),
      );
    return fc.array(order, { minLength: count, maxLength: count }).map((orders) => ({ versions: set, orders }));
  });
