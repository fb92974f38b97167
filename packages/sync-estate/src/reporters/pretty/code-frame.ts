import type { Finding } from '../../report/report.js';
import { printable } from '../printable.js';
import type { Palette } from './palette.js';

/** Columns of source text that a frame shows; a longer line is cropped around the place. */
const frameWidth = 100;
const tab = '  ';

type Place = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn' | 'excerpt' | 'severity'>;

const isLowSurrogate = (text: string, index: number): boolean => /[\udc00-\udfff]/.test(text.charAt(index));

/** Cuts between characters: never through a surrogate pair. */
const slice = (text: string, from: number, to: number): string =>
  text.slice(from - (isLowSurrogate(text, from) ? 1 : 0), to - (isLowSurrogate(text, to) ? 1 : 0));

const shown = (text: string): string => printable(text.replaceAll('\t', tab));

/** Where the window of a long line starts: as far left as it can, with the place inside. */
const windowStart = (place: Place): number => {
  const start = place.column - 1;
  return start < frameWidth * 0.8 ? 0 : start - Math.floor(frameWidth / 2);
};

const cropped = (text: string, from: number): string => {
  const to = Math.min(text.length, from + frameWidth);
  return `${from > 0 ? '…' : ''}${shown(slice(text, from, to))}${to < text.length ? '…' : ''}`;
};

/** The carets under the place, as wide as what stands above them. */
const marker = (text: string, from: number, place: Place): string => {
  const to = Math.min(text.length, from + frameWidth);
  const start = Math.min(place.column - 1, to);
  const sameLine = (place.endLine ?? place.line) === place.line;
  const end = Math.min(sameLine ? (place.endColumn ?? place.column) - 1 : text.length, to);
  const before = (from > 0 ? 1 : 0) + shown(slice(text, from, start)).length;
  return ' '.repeat(before) + '^'.repeat(Math.max(1, shown(slice(text, start, Math.max(start, end))).length));
};

/** The excerpt with line numbers, and carets under the place; no lines where the finding has no excerpt. */
export const codeFrame = (place: Place, palette: Palette): readonly string[] => {
  if (!place.excerpt) return [];
  const { startLine, lines } = place.excerpt;
  const from = windowStart(place);
  const width = String(startLine + lines.length - 1).length;
  return lines.flatMap((text, index) => {
    const number = startLine + index;
    const isPlace = number === place.line;
    const gutter = `${isPlace ? '>' : ' '} ${String(number).padStart(width)} |`;
    const line = `${palette.dim(gutter)} ${cropped(text, from)}`.trimEnd();
    if (!isPlace) return [line];
    const under = `${palette.dim(`  ${' '.repeat(width)} |`)} ${palette.severity[place.severity](marker(text, from, place))}`;
    return [line, under];
  });
};
