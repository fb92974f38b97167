import { describe, expect, it } from 'vitest';
import { multiLine, singleLine, timestamp } from './record-text.js';

describe('singleLine', () => {
  it.each(['ll', 'Straße', 'كتاب', '😀'])('accepts %s', (value) => {
    expect(singleLine(20).parse(value)).toBe(value);
  });

  it.each([
    ['nothing', ''],
    ['a line feed', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['an escape character', '\u001b[2J'],
    ['a C1 control', 'a\u009bb'],
    ['a NUL', 'a\u0000'],
    ['a lone surrogate', 'a\ud800'],
    ['more than the bound', 'x'.repeat(21)],
  ])('refuses %s', (_, value) => {
    expect(singleLine(20).safeParse(value).success).toBe(false);
  });
});

describe('multiLine', () => {
  it('keeps tabs and line feeds', () => {
    expect(multiLine(20).parse('if x\n\ty\n')).toBe('if x\n\ty\n');
  });

  it.each(['', 'a\rb', '\u001b', '\udc00', 'x'.repeat(21)])('refuses %j', (value) => {
    expect(multiLine(20).safeParse(value).success).toBe(false);
  });

  it('judges a long hostile text in linear time', () => {
    const started = performance.now();
    expect(multiLine(2_000_000).safeParse(`${'\t'.repeat(1_999_999)}\u0000`).success).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('timestamp', () => {
  it.each(['2026-05-07T09:30:00Z', '2026-05-07T09:30:00.123456789Z'])('accepts %s', (value) => {
    expect(timestamp().parse(value)).toBe(value);
  });

  it.each([
    '2026-05-07',
    '2026-05-07T09:30:00+02:00',
    '2026-02-30T00:00:00Z',
    `2026-05-07T09:30:00.${'0'.repeat(30)}Z`,
  ])('refuses %s', (value) => {
    expect(timestamp().safeParse(value).success).toBe(false);
  });
});
