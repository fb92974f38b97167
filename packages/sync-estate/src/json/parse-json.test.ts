import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenJson } from '../testing/json-text.js';
import { parseJson } from './parse-json.js';
import { createLineMap } from './position.js';

const parse = (text: string) => parseJson(Buffer.from(text));

const refusal = (bytes: Buffer) => {
  const file = parseJson(bytes);
  if (file.kind === 'document') throw new TypeError('The bytes parsed');
  return { ...file, ...createLineMap(file.text).place(file.span) };
};

const document = (text: string) => {
  const file = parse(text);
  if (file.kind !== 'document') throw new TypeError(file.message);
  return file;
};

const mark = [0xef, 0xbb, 0xbf];

describe('parseJson', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(['document', 'encoding', 'syntax', 'too-deep']).toContain(parseJson(Buffer.from(bytes)).kind);
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads what JSON.parse reads, and finds repeated names exactly where there are any', () => {
    fc.assert(
      fc.property(writtenJson, ({ text, value }) => {
        const file = document(text);
        expect(file.value).toEqual(value);
        for (const { path, span } of file.duplicates) {
          expect(JSON.parse(text.slice(span.offset, span.offset + span.length))).toBe(path.at(-1));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the repeated names that were put into a text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, choice) => {
        const names = Object.keys(value);
        const name = names[choice % names.length] ?? '';
        const text = `${JSON.stringify(value).slice(0, -1)},${JSON.stringify(name)}:{}}`;
        expect(document(text).duplicates.map(({ path }) => path)).toEqual([[name]]);
      }),
    );
  });

  it('finds repeated names at every level, however they are spelt', () => {
    const { duplicates } = document('{"a": [{"b": 1, "\\u0062": 2}, {"a": {"c": 1, "c": 2, "c": 3}}], "a": 1}');
    expect(duplicates.map(({ path }) => path)).toEqual([['a', 0, 'b'], ['a', 1, 'a', 'c'], ['a', 1, 'a', 'c'], ['a']]);
  });

  it('keeps members named like those of prototypes as members', () => {
    const file = document('{"__proto__": {"repo": 1}, "constructor": 2, "__proto__": 3}');
    expect(Object.keys(file.value as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(file.value)).toBe(Object.prototype);
    expect(file.duplicates.map(({ path }) => path)).toEqual([['__proto__']]);
  });

  it('reads numbers of any size and lone surrogates that are written as escapes', () => {
    expect(document(`[1e999, -1e-999, ${'9'.repeat(10_000)}, "\\ud800"]`).value).toEqual([
      Infinity,
      -0,
      Infinity,
      '\ud800',
    ]);
  });

  it('reads past a byte order mark, and tells', () => {
    const file = parseJson(Buffer.from([...mark, ...Buffer.from('{"a": 1}')]));
    expect(file).toMatchObject({ kind: 'document', byteOrderMark: true, value: { a: 1 }, text: '{"a": 1}' });
    expect(document('{}').byteOrderMark).toBe(false);
  });

  it('refuses what is nested more than 64 levels deep, and nothing less deep', () => {
    expect(parse(`${'['.repeat(64)}${']'.repeat(64)}`).kind).toBe('document');
    expect(parse(`${'['.repeat(65)}${']'.repeat(65)}`)).toMatchObject({ kind: 'too-deep', found: '65 levels' });
  });

  it.each(['', ' \r\n', '\ufeff'])('says of %j that the file is empty', (text) => {
    expect(parse(text)).toMatchObject({ kind: 'syntax', message: 'The file is empty', found: 'nothing' });
  });

  it('gives a syntax error its line and column', () => {
    expect(refusal(Buffer.from('{\r\n  "a": "😀", 1\r\n}'))).toMatchObject({ kind: 'syntax', line: 2, column: 14 });
    expect(refusal(Buffer.from('[1,\n2'))).toMatchObject({ line: 2, column: 2, found: 'the end of the file' });
  });
});

describe('parseJson of bytes that are not UTF-8', () => {
  it.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong NUL of three bytes', [0xe0, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte that UTF-8 never has', [0xff]],
    ['a continuation without a start', [0x80]],
    ['many continuations without a start', Array<number>(7).fill(0x80)],
    ['a character that is cut short', [0xe2, 0x82]],
  ])('finds %s where it starts, after characters of every width', (_what, bad) => {
    for (const before of ['', '"a', '"é', '"€', '"😀', '["\ufffd", "', '"é€😀\n']) {
      for (const after of ['', '"', '€"', '\ufffd']) {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from(bad), Buffer.from(after)]);
        const file = refusal(bytes);
        expect(file.kind).toBe('encoding');
        expect(file.message).toBe(`The byte at offset ${Buffer.byteLength(before)} is not UTF-8`);
        expect(file.found).toBe(`0x${(bad[0] ?? 0).toString(16)}`);
        expect(file.span.offset).toBe(before.length);
      }
    }
  });

  it('finds the first byte that no valid text starts with, whatever the bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), fc.uint8Array({ minLength: 1, maxLength: 6 }), (text, tail) => {
        const bytes = Buffer.concat([Buffer.from(`"${text.replaceAll('\u0000', '')}`), Buffer.from(tail)]);
        const file = parseJson(bytes);
        fc.pre(file.kind === 'encoding' && file.message.startsWith('The byte'));
        const at = Number(/offset (\d+)/.exec(file.message)?.[1]);
        expect(() => strict.decode(bytes.subarray(0, at))).not.toThrow();
        for (const length of [1, 2, 3, 4]) expect(() => strict.decode(bytes.subarray(at, at + length))).toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['UTF-16 with a mark, little end first', Buffer.from('\ufeff{"a": 1}', 'utf16le')],
    ['UTF-16 with a mark, big end first', Buffer.from('\ufeff{"a": 1}', 'utf16le').swap16()],
    ['UTF-16 without a mark, little end first', Buffer.from('{"a": 1}', 'utf16le')],
    ['UTF-16 without a mark, big end first', Buffer.from('{"a": 1}', 'utf16le').swap16()],
  ])('names %s', (_what, bytes) => {
    expect(refusal(bytes)).toMatchObject({
      kind: 'encoding',
      message: 'The file is UTF-16 or UTF-32, not UTF-8',
      line: 1,
      column: 1,
    });
  });
});
