import { expect, it } from 'vitest';
import { paint, wantsColor } from './paint.js';

it('leaves nothing of hostile text that a terminal would act on, and keeps its own lines', () => {
  const text = paint(['a\u001b[31mred\u202e\u0007', { tone: 'bad', text: 'two\nlines\u001b]0;title\u0007' }], false);
  expect(text).toBe('a\\u{1b}[31mred\\u{202e}\\u{7}\ntwo\nlines\\u{1b}]0;title\\u{7}\n');
});

it('paints whole lines, after their text was made harmless', () => {
  expect(paint([{ tone: 'bad', text: 'x\u001b[0m' }], true)).toBe('\u001b[31mx\\u{1b}[0m\u001b[39m\n');
});

it('paints only on a terminal that wants colours', () => {
  expect(wantsColor({ isTTY: true }, {})).toBe(true);
  expect(wantsColor({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColor({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(wantsColor({}, {})).toBe(false);
});
