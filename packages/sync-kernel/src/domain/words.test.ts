import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capital, counted, listed, quoted, shorten } from './words.js';

const text = fc.string({ unit: 'binary', maxLength: 300 });
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('a text of a record in a sentence', () => {
  it('is on one line, bounded, and hides nothing', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 100 }), (value, longest) => {
        expect(shorten(value, longest)).not.toMatch(hidden);
        expect(shorten(value, longest).length).toBeLessThanOrEqual(longest + 1);
        expect(quoted(value, longest)).not.toMatch(hidden);
        expect(quoted(value, longest)).toMatch(/^".*"$/);
      }),
    );
  });

  it('is as it is where it is short and plain', () => {
    expect(shorten('Release notes')).toBe('Release notes');
    expect(quoted('Say "hello"')).toBe('"Say \\"hello\\""');
  });

  it('is cut, and its lines are one', () => {
    expect(shorten('a'.repeat(61))).toBe(`${'a'.repeat(60)}…`);
    expect(shorten('one\n\ttwo ', 80)).toBe('one two');
    expect(quoted('abcdef', 3)).toBe('"abc…"');
  });

  it('shows a character that would turn the line around', () => {
    expect(shorten('a\u202eb')).toBe('a\\u{202e}b');
    expect(quoted('a\u202eb')).toBe('"a\\u{202e}b"');
  });
});

describe('a list in words', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
  ])('%j is "%s"', (items, words) => {
    expect(listed(items, 3)).toBe(words);
  });

  it('has five items by default, or all', () => {
    const items = ['1', '2', '3', '4', '5', '6'];
    expect(listed(items)).toBe('1, 2, 3, 4, 5 and 1 more');
    expect(listed(items, 2, (item) => `"${item}"`)).toBe('"1", "2" and 4 more');
    expect(listed(['x'.repeat(100), 'y'], 5, shorten)).toBe(`${'x'.repeat(60)}… and y`);
    expect(listed(items, Infinity)).toBe('1, 2, 3, 4, 5 and 6');
  });
});

it('counts in words', () => {
  expect(counted(1, 'entry', 'entries')).toBe('1 entry');
  expect(counted(1_002, 'entry', 'entries')).toBe('1,002 entries');
  expect(counted(0, 'bundle')).toBe('0 bundles');
});

it('begins a sentence with a capital', () => {
  expect(capital('the task "a"')).toBe('The task "a"');
  expect(capital('')).toBe('');
});
