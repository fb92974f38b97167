import { visibleText } from '@sourceos/sync-kernel';
import { styleText } from 'node:util';
import type { Line, ToneLine } from '../outcome.js';

const styles = {
  good: 'green',
  warn: 'yellow',
  bad: 'red',
  faint: 'dim',
  strong: 'bold',
} as const satisfies Record<ToneLine['tone'], string>;

/** Whether a stream is given colours: https://no-color.org, and not where it is no terminal. */
export const wantsColor = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean =>
  stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';

/** Text from anywhere on lines of its own: what would move a cursor, reorder or hide is written as its escape. */
export const printable = (text: string): string =>
  text
    .split('\n')
    .map((line) => visibleText(line, Number.POSITIVE_INFINITY))
    .join('\n');

/** Lines for a terminal. Colours come last, so that none in a record's text survives. */
export const paint = (lines: readonly Line[], color: boolean): string =>
  lines
    .map((line) => {
      const text = printable(typeof line === 'string' ? line : line.text);
      return `${color && typeof line !== 'string' ? styleText(styles[line.tone], text, { validateStream: false }) : text}\n`;
    })
    .join('');
