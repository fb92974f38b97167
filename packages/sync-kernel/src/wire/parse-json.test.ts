import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.js';
import { soak } from './testing/soak.js';

const detailOf = (text: string | Uint8Array): string => {
  const result = parseJson(typeof text === 'string' ? utf8ToBytes(text) : text);
  return result.ok ? 'taken' : result.detail;
};

describe('JSON from elsewhere', () => {
  it.each([
    ['a member twice', '{"a":1,"a":1}'],
    ['a member twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a member twice, deep inside', '[{"b":{"a":1,"c":[],"a":2}}]'],
    ['a member __proto__', '{"__proto__":{"admin":true}}'],
    ['an escaped member __proto__', '[{"\\u005f_proto__":1}]'],
    ['a lone high surrogate', '"\\ud800"'],
    ['a lone low surrogate', '["\\udc00a"]'],
    ['surrogates in the wrong order', '"\\udc00\\ud800"'],
    ['a lone surrogate in a name', '{"\\ud800":1}'],
    ['1e400', '1e400'],
    ['-1e400 inside', '{"a":[-1e400]}'],
    ['no value', ''],
    ['two values', '1 2'],
    ['a trailing comma', '[1,]'],
    ['a byte order mark', '\ufeff1'],
    ['a number with a leading zero', '01'],
    ['a line break in a string', '"\n"'],
    ['an unfinished string', '"abc'],
    ['an unfinished escape', '"abc\\'],
    ['NaN', 'NaN'],
  ])('is malformed with %s', (_, text) => {
    expect(detailOf(text)).toBe('malformed');
  });

  it.each([
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a cut sequence', [0x22, 0xe2, 0x82, 0x22]],
    ['beyond U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
  ])('is malformed with UTF-8 that is %s', (_, bytes) => {
    expect(detailOf(Uint8Array.from(bytes))).toBe('malformed');
  });

  it('is too large beyond 64 levels, also with hundreds of thousands', () => {
    expect(detailOf('['.repeat(64) + ']'.repeat(64))).toBe('taken');
    expect(detailOf('['.repeat(65) + ']'.repeat(65))).toBe('too_large');
    expect(detailOf('{"a":'.repeat(200_000))).toBe('too_large');
  });

  it('is too large beyond a MiB, or beyond 131,072 values', () => {
    expect(detailOf(`"${'a'.repeat(1_048_574)}"`)).toBe('taken');
    expect(detailOf(`"${'a'.repeat(1_048_575)}"`)).toBe('too_large');
    expect(detailOf(`[${'1,'.repeat(131_071)}1]`)).toBe('too_large');
  });

  it('keeps to the bounds that it is given, but for a depth over 64', () => {
    const bounds = { bytes: 10, depth: 1_000, values: 3 };
    expect(parseJson(utf8ToBytes('[1]'), bounds).ok).toBe(true);
    expect(parseJson(utf8ToBytes('[1,2,3]'), bounds).ok).toBe(false);
    expect(parseJson(utf8ToBytes('"123456789"'), bounds).ok).toBe(false);
    const deep = utf8ToBytes('['.repeat(65) + ']'.repeat(65));
    expect(parseJson(deep, { bytes: 1_000, depth: 1_000, values: 1_000 }).ok).toBe(false);
  });

  it('is not confused by braces, colons, quotes and escapes inside strings', () => {
    const text = JSON.stringify({ 'a":{"a': '\\":[{,"\\\\', b: '\\\\"', 'c:': [':', '{', ']'] });
    expect(parseJson(utf8ToBytes(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it('takes a surrogate pair, escaped or not', () => {
    expect(parseJson(utf8ToBytes('"\\ud83d\\ude00😀"'))).toEqual({ ok: true, value: '😀😀' });
  });

  it('gives what JSON.parse gives for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        fc.pre(!text.includes('__proto__'));
        expect(parseJson(utf8ToBytes(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
      { numRuns: 300 * soak },
    );
  });

  it('finds a repeated member wherever it stands', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(5), (unique, at, depth) => {
        const usable = unique.filter((name) => name !== '__proto__');
        const repeated = usable[at % Math.max(1, usable.length)] ?? 'a';
        const members = (list: readonly string[]) => list.map((name) => `${JSON.stringify(name)}:"{:,}"`).join(',');
        const wrap = (inner: string) => `${'[{"x":'.repeat(depth)}{${inner}}${'}]'.repeat(depth)}`;
        expect(detailOf(wrap(members(usable)))).toBe('taken');
        expect(detailOf(wrap(members([...usable, repeated, ...(usable.includes(repeated) ? [] : [repeated])])))).toBe(
          'malformed',
        );
      }),
      { numRuns: 300 * soak },
    );
  });
});
