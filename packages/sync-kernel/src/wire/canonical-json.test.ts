import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import type { Json } from '../model/json.js';
import { canonicalBytes } from './canonical-json.js';
import { parseJson } from './parse-json.js';
import { soak } from './testing/soak.js';
import { readVectors } from './testing/vectors.js';

const shared = needs('shared', 'the vectors of RFC 8785');
const text = (value: unknown): string => Buffer.from(canonicalBytes(value as Json)).toString('utf8');

describe.skipIf(shared === undefined)('the vectors of RFC 8785', () => {
  const read = (...path: readonly string[]): string =>
    readFileSync(join(shared ?? '', 'vectors', 'rfc8785', ...path), 'utf8');

  it.each(['arrays', 'french', 'structures', 'unicode', 'values', 'weird'])('%s comes out byte for byte', (name) => {
    const parsed = parseJson(utf8ToBytes(read('input', `${name}.json`)));
    if (!parsed.ok) expect.fail(parsed.message);
    const expected = read('outhex', `${name}.txt`).replace(/\s/g, '');
    expect(bytesToHex(canonicalBytes(parsed.value))).toBe(expected);
    expect(text(parsed.value)).toBe(read('output', `${name}.json`));
  });

  /** The doubles of the number test, in its order. */
  const doubles = function* (first: readonly string[]): Generator<bigint> {
    for (const bits of first) yield BigInt(bits);
    for (let i = 0n; i < 2_000n; i += 1n) yield 0x0010000000000000n + i;
    for (let block = nativeCrypto.sha256(new Uint8Array(32)); ; block = nativeCrypto.sha256(block)) {
      const view = new DataView(block.buffer, block.byteOffset, 32);
      for (let at = 0; at < 32; at += 8) {
        const value = view.getFloat64(at, true);
        if (value !== 0 && Number.isFinite(value)) yield view.getBigUint64(at, true);
      }
    }
  };

  const lines = soak >= 10 ? 1_000_000 : 10_000;
  it(`serialises ${lines} lines of the number test`, { timeout: 600_000 }, () => {
    const { first, sha256 } = readVectors(shared ?? '', 'rfc8785', 'es6-numbers.json') as {
      readonly first: readonly string[];
      readonly sha256: Readonly<Record<string, string>>;
    };
    const view = new DataView(new ArrayBuffer(8));
    const written: string[] = [];
    for (const bits of doubles(first)) {
      view.setBigUint64(0, bits);
      const line = `${bits.toString(16)},${text(view.getFloat64(0))}\n`;
      if (written.push(line) === lines) break;
    }
    expect(bytesToHex(nativeCrypto.sha256(utf8ToBytes(written.join(''))))).toBe(sha256[String(lines)]);
  });
});

describe('canonical JSON', () => {
  it('is read back as the same value, with its members in order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        const parsed = parseJson(canonicalBytes(value as Json));
        expect(parsed).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) as unknown });
        if (parsed.ok) expect(canonicalBytes(parsed.value)).toEqual(canonicalBytes(value as Json));
      }),
      { numRuns: 300 * soak },
    );
    expect(text({ b: 1, a: [1, { d: 2, c: 3 }] })).toBe('{"a":[1,{"c":3,"d":2}],"b":1}');
  });

  const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)]);
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const hole: unknown[] = [];
  hole[1] = 1;
  it.each([
    ['NaN', Number.NaN],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole', hole],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a symbol', { a: Symbol('a') }],
    ['a Date', new Date(0)],
    ['a Map', { a: new Map() }],
    ['an object with toJSON', { toJSON: () => 1 }],
    ['a circle', circle],
    ['65 levels', deep(65)],
    ['a member __proto__', JSON.parse('{"__proto__":1}')],
  ])('throws for %s', (_, value) => {
    expect(() => canonicalBytes(value as Json)).toThrow(TypeError);
  });

  it('takes 64 levels, one object twice, and an object without a prototype', () => {
    const one = { a: 1 };
    expect(text(deep(64))).toBe(`${'['.repeat(64)}1${']'.repeat(64)}`);
    expect(text([one, one])).toBe('[{"a":1},{"a":1}]');
    expect(text(Object.assign(Object.create(null) as object, one))).toBe('{"a":1}');
  });
});
