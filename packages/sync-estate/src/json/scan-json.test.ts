import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenJson } from '../testing/json-text.js';
import { countMembers, scanJson } from './scan-json.js';

const mebibyte = 1024 * 1024;

const milliseconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

describe('scanJson', () => {
  it('counts every level and every member name of valid JSON, however it is written', () => {
    fc.assert(
      fc.property(writtenJson, ({ text, depth, members }) => {
        expect(scanJson(text)).toEqual({ depth, members });
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts no brackets or colons inside strings', () => {
    expect(scanJson('{"a": "[{\\": [", "b\\\\": ["]"]}')).toEqual({ depth: 2, members: 2 });
    expect(scanJson('["a:", ":" ]')).toEqual({ depth: 1, members: 0 });
  });

  it('tells an escaped quote from a quote after an escaped backslash', () => {
    expect(scanJson('{"\\"": 1, "\\\\": 2, "\\\\\\"": 3}').members).toBe(3);
  });

  it.each(['', '{', '{"a', '{"a\\', '"\\"', '{"a":', '[[["', '\\"'])('ends on the truncated text %j', (text) => {
    expect(scanJson(text).depth).toBeLessThanOrEqual(3);
  });

  it.each([
    ['opening brackets', '['],
    ['quotes', '"'],
    ['escaped quotes', '\\"'],
    ['backslashes', '\\'],
    ['strings that end in many backslashes', `"${'\\\\'.repeat(500)}",`],
    ['quotes and spaces', `"${' '.repeat(200)}`],
  ])('reads a mebibyte of %s in linear time', (_what, unit) => {
    const text = `"${unit.repeat(mebibyte / unit.length)}`;
    // A quadratic scan would take minutes; a linear one takes a few milliseconds.
    expect(milliseconds(() => scanJson(text))).toBeLessThan(1_000);
  });
});

describe('countMembers', () => {
  it('equals the members of the text exactly where no name is given twice', () => {
    let repeated = 0;
    fc.assert(
      fc.property(writtenJson, ({ text, value, members }) => {
        const parsed: unknown = JSON.parse(text);
        expect(parsed).toEqual(value);
        expect(countMembers(parsed)).toBeLessThanOrEqual(members);
        if (countMembers(parsed) < members) repeated += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(repeated).toBeGreaterThan(0);
  });

  it('counts members named like those of prototypes', () => {
    expect(countMembers(JSON.parse('{"__proto__": {"constructor": 1}, "toString": null}'))).toBe(3);
  });
});
