import { number, ratio, table } from '../table.js';
import { targetTable } from '../target.js';
import type { EngineCost } from './cost.js';
import { curveSizes, fitFrom, type EngineCurve } from './curve.js';
import { hookNames } from './hooks.js';
import { targetsOf } from './targets.js';

const microseconds = (value: number): string => `${value.toFixed(1)} µs`;
const kilobytes = (bytes: number): string => `${number(Math.round(bytes / 1_000))} kB`;

const costTable = (costs: readonly EngineCost[]): string =>
  table(
    ['', 'writes', 'held', 'record', 'nothing held', 'kernel', 'with hooks', 'ratio', ...hookNames],
    costs.map(({ engineId, writes, held, bytes, unheld, kernel, whole, ratio: measured, hooks }) => [
      engineId,
      ...[number(writes), number(held), `${number(bytes)} B`],
      ...[microseconds(unheld), microseconds(kernel), microseconds(whole), ratio(measured)],
      ...hookNames.map((name) => microseconds(hooks[name])),
    ]),
  );

const curveTable = (curves: readonly EngineCurve[]): string =>
  table(
    ['', 'type', ...curveSizes.map((size) => `to ${kilobytes(size)}`), 'exponent', 'of a copy'],
    curves.map(({ engineId, type, points, exponent, copyExponent }) => [
      engineId,
      type,
      ...curveSizes.map((size) => {
        const point = points.find(({ bytes }) => bytes <= size * 1.1 && bytes > size / 2);
        return point === undefined ? '' : microseconds(point.time);
      }),
      ...[exponent, copyExponent].map((slope) => (slope === undefined ? '' : slope.toFixed(2))),
    ]),
  );

const mostShown = 4;

const reachOf = ({ engineId, points, grew, stopped }: EngineCurve): string => {
  const parts = [...grew].sort(([, a], [, b]) => b - a).map(([path, size]) => `\`${path}\` to ${number(size)}`);
  const rest = parts.length > mostShown ? `, and ${parts.length - mostShown} more` : '';
  const end = stopped
    ? `the schema lets it become no larger than ${kilobytes(points.at(-1)?.bytes ?? 0)}`
    : 'it reached the last size';
  return `- ${engineId}: ${end}; grown: ${parts.slice(0, mostShown).join(', ')}${rest}.`;
};

/** The result as Markdown: the figures, the targets, and what a reader needs to judge and to repeat them. */
export const renderEngines = (
  { costs, curves }: { readonly costs: readonly EngineCost[]; readonly curves: readonly EngineCurve[] },
  command: string,
  machine: string,
): string =>
  [
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`: ${machine}.`,
    'All figures are processor time of the process, its compiler and collector included; only the run itself is timed. One device writes a signed batch of sealed records that the engine lets in, and fresh devices receive it in turn. `kernel` is the gate with hooks that answer at once what the engine answered, so that the kernel decides, holds and records the same; `with hooks` is the gate with the engine. `nothing held` is the gate with the same manifest, record schema and merging and without hooks: what it differs from `kernel` is what the kernel itself pays to hold and record. These are medians of the rounds, and the ratio is the median of theirs. The columns of the hooks are the same calls made again without the gate, on copies that no hook has seen, and the best of many: beside the gate they have the caches for themselves, and add up to less than they cost in it. `describe` and `resolve` are asked for a card or a conflict, not for a write. `held` are writes that wait for a person. The records repeat short texts, code among them, as versions of a record do, and an engine may know what it read last.',
    costTable(costs),
    ...curves
      .filter(({ engineId }) => costs.every((cost) => cost.engineId !== engineId))
      .map(
        ({ engineId }) =>
          `${engineId} is not in the table: its rules let no record in before others that the benchmark does not make.`,
      ),
    `All hooks of a write as its record grows: of each engine the type of record that grows furthest, and of those the dearest. Texts, lists and maps grow in turn, a text by its own content and the others by their own members. Each time is the best of several series on copies that no hook has seen. Sizes are those of the record as JSON, at most; the exponent is the slope of time over size in logarithms, from ${kilobytes(fitFrom)} on, and is missing where there are fewer than three such points. Beside it is the slope of copying the same records as JSON, which takes time in proportion to their size: what that has above 1 is the machine's, whose caches large records outgrow.`,
    curveTable(curves),
    curves.map(reachOf).join('\n'),
    'Against what is asked of engines:',
    targetTable(targetsOf(costs, curves)),
  ].join('\n\n');
