import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineMap } from './position.js';

const placeOf = (text: string, needle: string) => {
  const { line, column, endLine, endColumn } = createLineMap(text).place({
    offset: text.indexOf(needle),
    length: needle.length,
  });
  return [line, column, endLine, endColumn];
};

describe('createLineMap', () => {
  it.each([
    ['LF', 'a\nb\nxyz'],
    ['CR LF', 'a\r\nb\r\nxyz'],
    ['CR', 'a\rb\rxyz'],
    ['a mixture', 'a\r\nb\rxyz'],
  ])('counts lines that end with %s', (_what, text) => {
    expect(placeOf(text, 'yz')).toEqual([3, 2, 3, 4]);
  });

  it('counts columns in UTF-16 code units', () => {
    expect(placeOf('"é😀x"', 'x')).toEqual([1, 5, 1, 6]);
  });

  it('takes neither U+2028 nor NUL for the end of a line', () => {
    expect(placeOf('a\u2028\u0000x', 'x')).toEqual([1, 4, 1, 5]);
  });

  it('spans lines', () => {
    expect(placeOf('ab\ncd', 'b\nc')).toEqual([1, 2, 2, 2]);
  });

  it('leads back to the offset, whatever the text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') });
    fc.assert(
      fc.property(texts, fc.nat(), (text, number) => {
        const offset = number % (text.length + 1);
        const { line, column } = createLineMap(text).place({ offset, length: 0 });
        const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/);
        expect(lines.slice(0, line - 1).join('').length + column - 1).toBe(offset);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an excerpt', () => {
  const excerpt = (text: string, offset: number) => {
    const map = createLineMap(text);
    return map.excerpt(map.place({ offset, length: 1 }));
  };

  it('has up to two lines before and after, without their ends', () => {
    const text = '1\r\n2\n3\r4\n5\n6';
    expect(excerpt(text, text.indexOf('3'))).toEqual({ startLine: 1, lines: ['1', '2', '3', '4', '5'] });
    expect(excerpt(text, text.indexOf('6'))).toEqual({ startLine: 4, lines: ['4', '5', '6'] });
    expect(excerpt('', 0)).toEqual({ startLine: 1, lines: [''] });
  });

  it('cuts long lines, never inside a character', () => {
    const [line = ''] = excerpt(`${'a'.repeat(399)}😀${'b'.repeat(1_000)}`, 0)?.lines ?? [];
    expect(line).toBe('a'.repeat(399));
  });

  it('is left out where the place lies further right than a line is shown', () => {
    expect(excerpt('a'.repeat(2_000), 1_000)).toBeUndefined();
  });
});
