import { megabytes, number, ratio, table } from '../table.js';
import { targetTable } from '../target.js';
import { traits } from './contestants.js';
import type { Point, Shares, Step } from './result.js';
import type { SyncMeasurement } from './run-sync.js';
import { targetSize } from './sizes.js';
import { shareOf, targetsOf } from './targets.js';

const milliseconds = (value: number): string =>
  value < 10_000 ? `${number(Math.round(value))} ms` : `${number(Math.round(value / 100) / 10)} s`;
const bytes = (value: number): string =>
  value < 1e6 ? `${number(Math.round(value / 100) / 10)} kB` : `${number(Math.round(value / 1e5) / 10)} MB`;

const timeOf = (step: Step | undefined): string => (step === undefined ? 'not measured' : milliseconds(step.time));
const wireOf = (step: Step | undefined): string => (step === undefined ? '' : bytes(step.wire.up + step.wire.down));
const sharesOf = (shares: Shares | undefined, format: (value: number) => string): string[] =>
  [shares?.server, shares?.writer, shares?.reader].map((value) => (value === undefined ? '' : format(value)));

/** How a peer's step stands to ours: above 1, ours is faster. */
const against = (step: Step | undefined, base: Step | undefined): string => {
  const share = shareOf(step, base);
  return share === undefined ? '' : ratio(share);
};

/** Rows of one size under each other, so that contenders stand side by side and the curve goes down the page. */
const rowsOf = (
  all: readonly SyncMeasurement[],
  cells: (point: Point, base: Point | undefined) => readonly string[],
): (readonly string[])[] => {
  const [ours] = all;
  const sizes = ours?.series.points.map(({ records }) => records) ?? [];
  return sizes.flatMap((size) => {
    const pointIn = ({ series }: SyncMeasurement) => series.points.find(({ records }) => records === size);
    const base = ours && pointIn(ours);
    return all.map((measurement) => {
      const point: Point = pointIn(measurement) ?? { records: size };
      return [measurement.title, number(size), ...cells(point, base)];
    });
  });
};

const transferTable = (all: readonly SyncMeasurement[]): string =>
  table(
    [
      ...['', 'records', 'written', 'device → relay → device', '× ours', 'on the wire'],
      ...['memory: relay', 'writer', 'reader', 'disk: relay', 'writer', 'reader'],
    ],
    rowsOf(all, ({ write, transfer, memory, disk }, base) => [
      write === undefined ? 'not measured' : milliseconds(write),
      ...[timeOf(transfer), against(transfer, base?.transfer), wireOf(transfer)],
      ...sharesOf(memory, megabytes),
      ...sharesOf(disk, bytes),
    ]),
  );

const syncTable = (all: readonly SyncMeasurement[]): string =>
  table(
    [
      ...['', 'records', 'new device', '× ours', 'on the wire'],
      ...['10 changes, live', '× ours', 'on the wire', '10 changes, catching up', '× ours', 'on the wire'],
    ],
    rowsOf(all, (point, base) =>
      (['first', 'live', 'catchUp'] as const).flatMap((name) => [
        timeOf(point[name]),
        against(point[name], base?.[name]),
        wireOf(point[name]),
      ]),
    ),
  );

const fanOutTable = (all: readonly SyncMeasurement[]): string => {
  const base = all[0]?.series.fanOut;
  return table(
    ['', 'devices', 'half of them', 'all of them', '× ours', 'on the wire'],
    all.map(({ title, series: { fanOut } }) =>
      'why' in fanOut
        ? [title, 'not measured', '', '', '', '']
        : [
            ...[title, number(fanOut.devices), milliseconds(fanOut.median), milliseconds(fanOut.last)],
            base === undefined || 'why' in base ? '' : ratio(fanOut.last / base.last),
            bytes(fanOut.wire.up + fanOut.wire.down),
          ],
    ),
  );
};

const explain = (all: readonly SyncMeasurement[]): string =>
  all
    .map(({ title, contestant, series: { points, fanOut } }) => {
      const failures = [
        ...points.flatMap(({ records, why }) => (why === undefined ? [] : [`with ${number(records)} records ${why}`])),
        ...('why' in fanOut ? [`to many devices: ${fanOut.why}`] : []),
      ];
      return `- ${title}: ${contestant.does}${failures.length === 0 ? '' : ` Not measured: ${failures.join('; ').replace(/\.$/, '')}.`}`;
    })
    .join('\n');

const traitTable = (all: readonly SyncMeasurement[]): string =>
  table(
    ['', ...traits],
    all.map(({ title, contestant }) => [title, ...traits.map((trait) => contestant.has[trait])]),
  );

export interface SyncRendering {
  /** Ours first. */
  readonly measurements: readonly SyncMeasurement[];
  readonly records: number;
  /** Milliseconds that a step might take. */
  readonly limit: number;
  readonly command: string;
  readonly machine: string;
}

/** The result as Markdown: the figures, the targets, and what a reader needs to judge and to repeat them. */
export const renderSync = ({ measurements, records, limit, command, machine }: SyncRendering): string => {
  const [ours, ...peers] = measurements;
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`: ${machine}.`,
    `A record is a task of six texts, some 200 bytes as JSON. A contender's relay and each of its devices is a process of its own, and the devices reach the relay through a TCP proxy of the benchmark's, which counts the bytes in both directions, HTTP and WebSocket framing included. All clocks are the machine's monotonic one. A step that takes longer than ${number(Math.round(limit / 1_000))} s is given up, and so are the larger sizes of that contender. Each figure is of one run.`,
    `\`written\` is the first device alone, offline, until all is stored. Then it connects, while the second waits at the relay: \`device → relay → device\` ends when the second has every record and has stored it. A ratio above 1 means that ours is faster.`,
    transferTable(measurements),
    explain(measurements),
    'A new device has all from the relay, while the first is away. Then the first comes back and changes ten records: the second, which is connected, has them `live`, and the third, which was away, from when it connects again.',
    syncTable(measurements),
    'One change of one device, among 100 records, to devices that are all connected and are all in one process:',
    fanOutTable(measurements),
    'What each does of what ours does:',
    traitTable(measurements),
    'Against what the architecture asks for, as shares of the time of the other:',
    targetTable(ours === undefined ? [] : targetsOf(ours, peers, targetSize(records))),
  ].join('\n\n');
};
