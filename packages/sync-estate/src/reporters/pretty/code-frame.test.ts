import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame } from './code-frame.js';
import { createPalette } from './palette.js';

const palette = createPalette(false);
const severity = 'error';

describe('codeFrame', () => {
  it('marks the place below its line', () => {
    const excerpt = { startLine: 9, lines: ['{', '  "domain": "boot",'] };
    expect(codeFrame({ line: 10, column: 13, endLine: 10, endColumn: 19, excerpt, severity }, palette)).toEqual([
      '   9 | {',
      '> 10 |   "domain": "boot",',
      '     |             ^^^^^^',
    ]);
  });

  it('marks one column where the end is not known, and the rest of the line where it is on another', () => {
    const excerpt = { startLine: 1, lines: ['"key": [', ']'] };
    const last = (place: object) =>
      codeFrame(
        { line: 1, column: 8, excerpt: { startLine: 1, lines: ['"key": [1,'] }, severity, ...place },
        palette,
      )[1];
    expect(last({})).toBe('    |        ^');
    expect(last({ endLine: 2, endColumn: 2, excerpt })).toBe('    |        ^');
    expect(last({ endLine: 2, endColumn: 2 })).toBe('    |        ^^^');
  });

  it('keeps the caret under what tabs and controls are shown as', () => {
    const excerpt = { startLine: 1, lines: ['\t\u001b"x"'] };
    expect(codeFrame({ line: 1, column: 3, endColumn: 6, excerpt, severity }, palette)).toEqual([
      String.raw`> 1 |   \u001b"x"`,
      '    |         ^^^',
    ]);
  });

  it('crops a long line around the place, never through a character', () => {
    const excerpt = { startLine: 1, lines: [`${'👍'.repeat(400)}HERE${'👍'.repeat(400)}`] };
    const [line = '', carets = ''] = codeFrame({ line: 1, column: 801, endColumn: 805, excerpt, severity }, palette);
    expect(line).toMatch(/^> 1 \| …(?:👍)+HERE(?:👍)+…$/u);
    expect(line.length).toBeLessThan(115);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('marks the end of a line that was cut before the place', () => {
    const excerpt = { startLine: 1, lines: ['short'] };
    expect(codeFrame({ line: 1, column: 40, excerpt, severity }, palette)[1]).toBe('    |      ^');
  });

  it('has no lines without an excerpt', () => {
    expect(codeFrame({ line: 1, column: 1, severity }, palette)).toEqual([]);
  });

  it('puts the caret under the character at the column, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), (before, after) => {
        const excerpt = { startLine: 1, lines: [`${'a'.repeat(before)}X${'a'.repeat(after)}`] };
        const place = { line: 1, column: before + 1, endColumn: before + 2, excerpt, severity } as const;
        const [line = '', carets = ''] = codeFrame(place, palette);
        expect(line.charAt(carets.indexOf('^'))).toBe('X');
        expect(carets.match(/\^/g)).toHaveLength(1);
      }),
    );
  });
});
