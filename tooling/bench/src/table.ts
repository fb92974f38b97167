import { markdownTable } from 'markdown-table';
import type { Measured, Measurement } from './measure.js';

export const number = (value: number): string => value.toLocaleString('en-US');
export const milliseconds = (value: number): string =>
  `${value < 100 ? value.toFixed(1) : number(Math.round(value))} ms`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
export const ratio = (value: number): string => `${value.toFixed(2)} ×`;

/** A Markdown table; the first column is text, the others are figures. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable([[...head], ...rows.map((row) => [...row])], { align: ['l', ...head.slice(1).map(() => 'r')] });

export interface FigureOptions {
  /** The contender that the others are set in ratio to. */
  readonly base: Measured | undefined;
  /** Head of the column of what the contenders found; without it there is none. */
  readonly found?: string;
}

/** The figures of contenders that were measured beside each other; one that failed has a row that says so. */
export const figures = (measurements: readonly Measurement[], { base, found }: FigureOptions): string => {
  const optional = (text: string): string[] => (found === undefined ? [] : [text]);
  const head = ['', 'median', 'min–max', `× ${base?.contender.name ?? 'base'}`, 'processor', 'peak memory'];
  return table(
    [...head, ...optional(found ?? '')],
    measurements.map((entry) =>
      entry.measured
        ? [
            entry.contender.name,
            milliseconds(entry.wall.median),
            `${milliseconds(entry.wall.min)} – ${milliseconds(entry.wall.max)}`,
            base === undefined ? '' : ratio(entry.wall.median / base.wall.median),
            entry.cpu === undefined ? 'not measured' : milliseconds(entry.cpu),
            entry.peak === undefined ? 'not measured' : megabytes(entry.peak),
            ...optional(entry.found ?? ''),
          ]
        : [entry.contender.name, 'failed', ...Array.from({ length: head.length - 2 }, () => ''), ...optional('')],
    ),
  );
};
