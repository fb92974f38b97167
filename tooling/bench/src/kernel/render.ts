import { number, ratio, table } from '../table.js';
import { targetTable } from '../target.js';
import type { Dimension } from './growth.js';
import type { Curve } from './run-growth.js';
import type { TraceMeasured, TraceMeasurement } from './run-trace.js';
import type { KernelResult } from './result.js';
import { targetsOf } from './targets.js';

const microseconds = (nanoseconds: number): string => `${(nanoseconds / 1_000).toFixed(2)} µs`;
const milliseconds = (nanoseconds: number): string => `${number(Math.round(nanoseconds / 1e6))} ms`;
const nanosecondsEach = (value: number): string => `${number(Math.round(value))} ns`;

const coverageText = ({ coverage }: TraceMeasured): string =>
  coverage === undefined
    ? ''
    : `${number(coverage.rightNodes)} of ${number(coverage.nodes)}, ${number(coverage.rightValues)} of ${number(coverage.values)}`;

const traceTable = (
  measurements: readonly TraceMeasurement[],
  each: { readonly name: string; readonly count: number },
  base: TraceMeasurement,
): string => {
  const head = [
    '',
    `apply, each ${each.name}`,
    'whole trace',
    'min–max',
    `× ${base.title}`,
    'processor',
    'then read all',
  ];
  return table(
    [...head, 'nodes, values right'],
    measurements.map((entry) =>
      entry.measured
        ? [
            entry.title,
            microseconds(entry.apply.median / each.count),
            milliseconds(entry.apply.median),
            `${milliseconds(entry.apply.min)} – ${milliseconds(entry.apply.max)}`,
            base.measured ? ratio(entry.apply.median / base.apply.median) : '',
            milliseconds(entry.processor),
            entry.coverage === undefined ? '' : milliseconds(entry.read),
            coverageText(entry),
          ]
        : [entry.title, 'failed', ...Array.from({ length: head.length - 1 }, () => '')],
    ),
  );
};

const explain = (measurements: readonly TraceMeasurement[]): string =>
  measurements
    .map((entry) => {
      const failure = entry.measured ? '' : ` Not measured: ${entry.why}.`;
      return `- ${entry.title}: ${entry.contestant.does}${failure}`;
    })
    .join('\n');

/** Head of the first column, and what a reader has to know of the curve. */
const curves: Readonly<Record<Dimension, readonly [head: string, text: string]>> = {
  objects: ['objects', 'As the collection grows: nodes, and as many edges that hang them into one tree.'],
  history: ['writes to it', "As one object's history grows: two devices edit it in turn, each knowing all before."],
  'concurrent history': [
    'writes to it',
    "As one object's history grows with two devices that never hear of each other: every write is concurrent with the other's half.",
  ],
  devices: ['devices', 'As the number of devices grows: 32,768 writes to 1,024 objects, the devices in turn.'],
  'concurrent devices': [
    'devices',
    'As the number of devices grows that write at once: in each of eight rounds each of them edits each of 64 objects, seeing only what was there before the round.',
  ],
};

const curveText = ({ dimension, points }: Curve): string => {
  const [head, text] = curves[dimension];
  const rows = points.map((point) =>
    'why' in point
      ? [number(point.size), `failed: ${point.why}`, '', '', '', '']
      : [
          number(point.size),
          nanosecondsEach(point.mean),
          nanosecondsEach(point.last),
          number(point.writes),
          number(Math.round(point.bytes / point.objects)),
          number(Math.round(point.bytes / point.writes)),
        ],
  );
  const columns = [head, 'each write, mean', 'each of the last tenth', 'writes', 'bytes an object', 'bytes a write'];
  return `${text}\n\n${table(columns, rows)}`;
};

/** The result as Markdown: the figures, the targets, and what a reader needs to judge and to repeat them. */
export const renderKernel = (result: KernelResult, command: string, machine: string): string => {
  const { trace, verification, gate, merger, peers, growth } = result;
  const { devices, rounds, burst, operations, writes, concurrent } = trace;
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`: ${machine}.`,
    `The trace: ${number(devices)} devices build one tree of nodes in ${number(rounds)} rounds, each device a burst of ${number(burst)} writes, and exchange all after each round: ${number(operations)} operations, ${number(writes)} writes of the kernel (a node and the edge to its parent are two). ${number(concurrent.values)} values end with concurrent candidates, ${number(concurrent.fates)} nodes were deleted and edited at once.`,
    `A contender is right where each node is there or not as the trace says and each field and parent has a value that no other had seen; which of concurrent ones is the contender's choice. Each trial is a process of its own, which takes the trace in once to warm up and once for the figures, into a fresh document; ${number(result.trials)} trials of each contender alternate. Making the updates is not timed.`,
    '### The gate, beside a signature for each write',
    traceTable([verification, gate], { name: 'write', count: writes }, verification),
    explain([verification, gate]),
    '### The graph trace, beside its peers',
    traceTable([merger, gate, ...peers], { name: 'operation', count: operations }, merger),
    explain([merger, gate, ...peers]),
    'Against what the architecture asks for, as shares of the time of the other:',
    targetTable(targetsOf(result)),
    '### Merging as things grow',
    'graph_merge alone, each point a process of its own; memory is the heap after collection less that before, the versions that the merger keeps included.',
    ...growth.map(curveText),
  ].join('\n\n');
};
