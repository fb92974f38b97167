import { changedPointers, type AuthoredWrite, type Change, type JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene } from '@sourceos/sync-testkit';
import { growRecord, type Grown, type Growth } from './grow-record.js';
import type { Population } from './population.js';
import { bestTimeOf } from './processor-time.js';

/** Hooks on one record of a size. */
interface CurvePoint {
  /** Bytes of the record as JSON. */
  readonly bytes: number;
  /** Microseconds of processor time of all hooks of a write that brings the record. */
  readonly time: number;
  /** The same of copying the record as JSON: what certainly takes time in proportion to its size. */
  readonly copy: number;
}

/** What an engine's hooks cost as a record grows, of the type of record that costs most. */
export interface EngineCurve {
  readonly engineId: string;
  readonly type: string;
  readonly points: readonly CurvePoint[];
  readonly grew: Growth['grew'];
  readonly stopped: boolean;
  /** The slope of time over size in logarithms, over the points from `fitFrom` on; undefined for fewer than three. */
  readonly exponent: number | undefined;
  /** The same slope of copying the same records. What it has above 1 is the machine's, whose caches they outgrow. */
  readonly copyExponent: number | undefined;
}

export const curveSizes = [1, 4, 16, 64, 256, 1_000].map((kilobytes) => kilobytes * 1_000);
/** Below, what a call costs however small its record is would flatten the curve. */
export const fitFrom = 10_000;

/** Least squares in logarithms: time ~ bytes ^ exponent. */
export const exponentOf = (points: readonly CurvePoint[], timed: 'time' | 'copy' = 'time'): number | undefined => {
  const fitted = points.filter((point) => point.bytes >= fitFrom && point[timed] > 0);
  if (fitted.length < 3) return undefined;
  const logs = fitted.map((point) => [Math.log(point.bytes), Math.log(point[timed])] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return over / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
};

const hooksOf = (population: Population) => {
  const { engine } = population;
  const scene = createScene({ engine, crypto: nativeCrypto, devices: ['ada', 'bob'] });
  const now = scene.now();
  const context = {
    ...{ now, wall: now, n: 1, control: scene.device('bob').control.view() },
    informed: () => true,
    lookup: () => undefined,
  };
  return (objectId: string, before: JsonObject, after: JsonObject): (() => void) => {
    const author = { authorId: 'urn:srcos:person:ada', deviceId: 'urn:srcos:device:ada' };
    const write: AuthoredWrite = { objectId, operation: 'put', ...author, record: after };
    const change: Change = {
      objectId,
      operation: 'put',
      ...author,
      before,
      after,
      pointers: changedPointers(before, after),
    };
    return () => {
      engine.classify(change);
      engine.authorizeWrite(write, context);
      engine.authorize(change, context);
      engine.redact(after);
      engine.audit(change, { outcome: 'applied', reasons: [] });
    };
  };
};

/** So many bytes of records are copied for one series at most. */
const mostCopied = 8_000_000;

const lengthOf = (record: JsonObject): number => JSON.stringify(record).length;

/** Texts that were put together of pieces are in one piece again, as they come from the wire. */
const flat = (record: JsonObject): JsonObject => JSON.parse(JSON.stringify(record)) as JsonObject;

const typeOf = (record: JsonObject): string => {
  const name = record.type ?? record.kind;
  return typeof name === 'string' ? name : 'record';
};

/** As many inputs as may be made at once. */
const mostOf = (bytes: number): number => Math.max(1, Math.floor(mostCopied / bytes));

const copyTimeAt = ({ record, bytes }: Grown): number => bestTimeOf(() => flat(record), flat, mostOf(bytes));

/** The hooks over copies of a record that they did not see before. */
const timeAt = (hooks: ReturnType<typeof hooksOf>, objectId: string, before: JsonObject, { record, bytes }: Grown) =>
  bestTimeOf(
    () => hooks(objectId, before, flat(record)),
    (run) => {
      run();
    },
    mostOf(bytes),
  );

/** The hooks of an engine over a record that grows: of every type of record the one that goes furthest, and of those the dearest. */
export const measureCurve = (population: Population): EngineCurve => {
  const { engine, specimens } = population;
  const hooks = hooksOf(population);
  const accepts = (record: JsonObject): boolean => engine.record.safeParse(record).success;
  const seeds = new Map<string, (typeof specimens)[number]>();
  // Of each type the record with the most in it: what is not there cannot grow.
  for (const specimen of specimens) {
    const type = typeOf(specimen.record);
    const known = seeds.get(type);
    if (known === undefined || lengthOf(known.record) < lengthOf(specimen.record)) seeds.set(type, specimen);
  }
  const runs = [...seeds].flatMap(([type, { objectId, record }]) => {
    const growth = growRecord(record, curveSizes, accepts);
    const end = growth.points.at(-1);
    if (end === undefined) return [];
    return [{ type, objectId, record, growth, last: timeAt(hooks, objectId, record, end) }];
  });
  const reach = Math.max(...runs.map(({ growth }) => growth.points.at(-1)?.bytes ?? 0));
  const [dearest] = runs
    .filter(({ growth }) => (growth.points.at(-1)?.bytes ?? 0) >= reach / 1.3)
    .sort((a, b) => b.last - a.last);
  if (dearest === undefined) throw new Error(`${engine.manifest.engineId}: no record grows.`);
  const { type, objectId, record, growth } = dearest;
  const points = growth.points.map((point) => {
    return { bytes: point.bytes, time: timeAt(hooks, objectId, record, point), copy: copyTimeAt(point) };
  });
  const { grew, stopped } = growth;
  const [exponent, copyExponent] = [exponentOf(points), exponentOf(points, 'copy')];
  return { engineId: engine.manifest.engineId, type, points, grew, stopped, exponent, copyExponent };
};
