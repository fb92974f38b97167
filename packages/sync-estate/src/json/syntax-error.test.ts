import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenJson } from '../testing/json-text.js';
import { findSyntaxError } from './syntax-error.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Edits that spoil a text now and then. */
const edit = fc.record({
  at: fc.nat(200),
  drop: fc.nat(3),
  insert: fc.constantFrom(
    '',
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '0',
    '-',
    '.',
    'e',
    'tru',
    '//',
    '\u0001',
    '\ufeff',
  ),
});

describe('findSyntaxError', () => {
  it('finds none in any JSON', () => {
    fc.assert(
      fc.property(writtenJson, ({ text }) => {
        expect(findSyntaxError(text)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('agrees with JSON.parse about what is JSON', () => {
    fc.assert(
      fc.property(writtenJson, fc.array(edit, { minLength: 1, maxLength: 3 }), ({ text }, edits) => {
        const spoilt = edits.reduce(
          (before, { at, drop, insert }) => before.slice(0, at) + insert + before.slice(at + drop),
          text,
        );
        expect(findSyntaxError(spoilt) === undefined).toBe(isJson(spoilt));
      }),
      { numRuns: 5_000 },
    );
  });

  it('agrees with JSON.parse about texts of JSON characters', () => {
    const soup = fc.array(
      fc.constantFrom(
        '"a"',
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '1',
        '01',
        '-',
        '1.',
        '.5',
        '1e',
        '1e+5',
        'true',
        'nul',
        ' ',
        '\n',
        '\u00a0',
        "'",
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.join('');
        expect(findSyntaxError(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['', 'The file is empty', 0],
    [' \n\t', 'The file is empty', 0],
    ['{"a": 1,}', 'expected a name in double quotes; found "}"', 8],
    ['[1, ]', 'expected a value; found "]"', 4],
    ['{"a" 1}', 'expected a colon; found "1"', 5],
    ['{"a": 1 "b": 2}', 'expected a comma or }; found "\\""', 8],
    ['[1 2]', 'expected a comma or ]; found "2"', 3],
    ["{'a': 1}", 'expected a name in double quotes or }; found "\'"', 1],
    ['{a: 1}', 'expected a name in double quotes or }; found "a"', 1],
    ['[1, // no\n2]', 'expected a value; found "//"', 4],
    ['[01]', 'expected a value or ]; found "01"', 1],
    ['[undefined]', 'expected a value or ]; found "undefined"', 1],
    ['[1', 'expected a comma or ]; found the end of the file', 2],
    ['{"a": "b', 'a string ends with a double quote; found the end of the file', 8],
    ['["a\nb"]', 'a control character in a string is written as an escape; found "\\n"', 3],
    ['["\\x"]', 'a backslash starts an escape such as \\n or \\u0000; found "\\\\"', 2],
    ['{} {}', 'expected the end of the file; found "{"', 3],
    ['[\u202e]', 'expected a value or ]; found "\\u202e"', 1],
  ])('says of %j what was expected, what was found and where', (text, message, offset) => {
    const fault = findSyntaxError(text);
    expect(fault?.message).toContain(message);
    expect(fault?.span.offset).toBe(offset);
  });

  it.each([
    ['a string that is not closed before many brackets', `["\n,${'['.repeat(300_000)}`],
    ['many brackets', '['.repeat(1_000_000)],
    ['many objects', '{"":'.repeat(250_000)],
    ['an endless string of escapes', `"${'\\"'.repeat(500_000)}`],
    ['an endless word', 'a'.repeat(1_000_000)],
    ['white space', `[${' '.repeat(1_000_000)}`],
  ])('ends quickly on %s', (_what, text) => {
    const start = performance.now();
    expect(findSyntaxError(text)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
