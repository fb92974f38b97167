import { quantileOf } from '../statistics.js';
import { megabytes, milliseconds, number, ratio, table } from '../table.js';
import { targetTable, type Target } from '../target.js';
import type { Delays } from './protocol.js';
import type { Load, Phase } from './run-load.js';

const kinds = ['append', 'read'] as const satisfies readonly (keyof Delays)[];

/** How many times the quiet phase's p99 another phase's is. */
const shareOf = ({ quiet }: Load, phase: Phase, kind: keyof Delays): number =>
  quantileOf(phase.delays[kind], 0.99) / quantileOf(quiet.delays[kind], 0.99);

const targetsOf = (load: Load): readonly Target[] =>
  (
    [
      ['malformed requests', load.malformed],
      ['one identity floods', load.flood],
    ] as const
  ).flatMap(([what, phase]) =>
    kinds.map((kind) => ({
      what: `${kind}, p99, ${what} ÷ quiet`,
      atMost: 2,
      measured: shareOf(load, phase, kind),
      format: ratio,
    })),
  );

/** Answers by status, the most frequent first. */
const answersOf = ({ statuses, seconds }: Phase): string => {
  const counts = Object.entries(statuses).toSorted(([, a], [, b]) => b - a);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const words: Readonly<Record<string, string>> = { none: 'no answer', refused: 'refused in an answer of 200' };
  const each = counts.map(([status, count]) => `${number(count)} × ${words[status] ?? status}`);
  return `${number(all)} in ${number(Math.round(seconds))} s (${each.join(', ')})`;
};

export interface LoadReport {
  readonly load: Load;
  readonly command: string;
  readonly machine: string;
}

/** The figures as Markdown, the lost ones too. */
export const renderLoad = ({ load, command, machine }: LoadReport): string => {
  const rows = (
    [
      ['quiet', load.quiet],
      ['malformed requests', load.malformed],
      ['one identity floods', load.flood],
    ] as const
  ).map(([name, phase]) => [
    name,
    ...kinds.flatMap((kind) => [
      milliseconds(quantileOf(phase.delays[kind], 0.5)),
      milliseconds(quantileOf(phase.delays[kind], 0.99)),
      phase === load.quiet ? '' : ratio(shareOf(load, phase, kind)),
    ]),
    phase.peak === undefined ? 'not measured' : megabytes(phase.peak),
  ]);
  const samples = number(load.quiet.delays.append.length + load.quiet.delays.read.length);
  return [
    `Measured by \`${command}\`: ${machine}.`,
    `Eight clients append a signed batch and read the newest entry in turn, 100 requests a second in all (${samples} in the quiet phase, which is in three parts: before, between and after). The relay stores over SQLite and flushes each append; it has its default limits. It, the clients and those who disturb them are a process each.`,
    table(
      ['', 'append, median', 'p99', '× quiet', 'read, median', 'p99', '× quiet', 'peak memory of the relay so far'],
      rows,
    ),
    `- Malformed: ${answersOf(load.malformed)}. Three in four are requests over kept connections, by 32 members of the scope: forged batches that have to be verified, frames that are none, JSON that nests, numbers that are none. The fourth is a connection of its own: no HTTP, bodies that promise more, frames that no WebSocket has.`,
    `- The flood: ${answersOf(load.flood)}. One member appends, 32 requests at a time, as fast as it is answered.`,
    'Against what the design asks for:',
    targetTable(targetsOf(load)),
  ].join('\n\n');
};
