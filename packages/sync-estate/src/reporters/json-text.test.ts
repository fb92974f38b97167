import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from './json-text.js';

describe('jsonText', () => {
  it('escapes what JSON.stringify leaves raw', () => {
    expect(jsonText(['\u009b', '\u202e', '\u2028', '\u{e0041}', '\u001b'])).toBe(
      String.raw`["\u009b","\u202e","\u2028","\udb40\udc41","\u001b"]`,
    );
  });

  it('means the same value, whatever the text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = jsonText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});
