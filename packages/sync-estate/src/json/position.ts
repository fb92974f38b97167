import type { Span } from './span.js';

/** A place in a text; lines and columns from 1, columns in UTF-16 code units, the end exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Excerpt {
  readonly startLine: number;
  readonly lines: string[];
}

const around = 2;
const lineLength = 400;

/** Half of a surrogate pair would be no character. */
const cut = (line: string): string =>
  line.length <= lineLength ? line : line.slice(0, lineLength).replace(/[\ud800-\udbff]$/, '');

/** Where lines start. Most files end lines with LF alone, and are read without an expression. */
const startsOf = (text: string): readonly number[] => {
  const starts = [0];
  if (text.includes('\r')) {
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  } else {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
};

/** Turns offsets of one text into lines and columns. Lines end with LF, CR LF or CR. */
export const createLineMap = (text: string) => {
  const starts = startsOf(text);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const lineAt = (index: number): string =>
    text.slice(starts[index] ?? 0, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');

  return {
    place({ offset, length }: Span): Place {
      const first = lineOf(offset);
      const last = lineOf(offset + length);
      return {
        line: first + 1,
        column: offset - (starts[first] ?? 0) + 1,
        endLine: last + 1,
        endColumn: offset + length - (starts[last] ?? 0) + 1,
      };
    },
    /** The lines around a place; none where the place lies further right than a line is shown. */
    excerpt({ line, column }: Place): Excerpt | undefined {
      if (column > lineLength) return undefined;
      const start = Math.max(0, line - 1 - around);
      const end = Math.min(starts.length - 1, line - 1 + around);
      const lines: string[] = [];
      for (let index = start; index <= end; index += 1) lines.push(cut(lineAt(index)));
      return { startLine: start + 1, lines };
    },
  };
};
