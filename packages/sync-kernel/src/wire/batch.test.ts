import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { encodeBatch, maxPayloadBytes, parseBatch } from './batch-frame.js';
import { signBatch, verifyBatch, type Batch } from './batch.js';
import { parseLeaf, payloadMatches, writeId } from './header.js';
import { encodeStatement, parseStatement, placeFault } from './statement.js';
import { bothPaths } from './testing/both-paths.js';
import { bytesOf, deviceId, publicKey, scope, sealedWrite, secretKey, signedBatch } from './testing/writes.js';

const batch = signedBatch(7);
const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;
const statement = batch.statement;

describe.each(bothPaths)('a batch on the $path path', ({ crypto }) => {
  it('travels, verifies, and names its writes', () => {
    const parsed = parseBatch(encodeBatch(batch));
    if (!parsed.ok) throw new Error(parsed.message);
    const writes = parsed.value.writes.map(({ leaf, payload }) => ({ leaf, payload }));
    expect({ ...parsed.value, writes }).toEqual(batch);
    expect(verifyBatch(crypto, publicKey, parsed.value)).toEqual({
      ok: true,
      value: batch.writes.map(({ leaf }) => writeId(crypto, leaf)),
    });
  });

  it('does not verify under another key, or with another signature', () => {
    const other = crypto.publicKey(bytesOf(32, 2));
    expect(verifyBatch(crypto, other, batch)).toMatchObject({ ok: false, detail: 'bad_signature' });
    const forged = { ...batch, signature: crypto.sign(secretKey, batch.statementBytes) };
    expect(verifyBatch(crypto, publicKey, forged)).toMatchObject({ ok: false, detail: 'bad_signature' });
  });

  it('does not verify with writes that are changed, missing, added, repeated or in another order', () => {
    const { writes } = batch;
    const [first, second, ...rest] = writes;
    if (first === undefined || second === undefined) return expect.fail('The batch has two writes.');
    const changed: readonly Batch['writes'][] = [
      writes.slice(1),
      [...writes, first],
      [second, first, ...rest],
      [first, first, ...rest],
      [sealedWrite(99), second, ...rest],
      [],
    ];
    for (const wrong of changed) {
      expect(verifyBatch(crypto, publicKey, { ...batch, writes: wrong })).toMatchObject({ detail: 'root_mismatch' });
    }
  });

  it('verifies with one bad payload, which fails alone', () => {
    const writes = batch.writes.map((write, i) => (i === 3 ? { ...write, payload: bytesOf(90, 1) } : write));
    expect(verifyBatch(crypto, publicKey, { ...batch, writes }).ok).toBe(true);
    const matching = writes.map(({ leaf, payload }) => {
      const parsed = parseLeaf(leaf);
      return parsed.ok && payloadMatches(crypto, parsed.value.header, payload);
    });
    expect(matching).toEqual([true, true, true, false, true, true, true]);
  });
});

describe('signing', () => {
  const draft = { crypto: nativeCrypto, secretKey, scopeId: scope.scopeId, epoch: 0, deviceId };
  it('takes 1 to 1,024 writes', () => {
    const write = { leaf: bytesOf(3, 1), payload: bytesOf(0, 1) };
    expect(() => signBatch({ ...draft, sequence: 1, writes: [] })).toThrow(TypeError);
    const full = signBatch({ ...draft, sequence: 1, writes: Array(1_024).fill(write) as (typeof write)[] });
    expect(verifyBatch(nativeCrypto, publicKey, full).ok).toBe(true);
    expect(() => signBatch({ ...draft, sequence: 1, writes: [...full.writes, write] })).toThrow(TypeError);
  });

  it('chains each batch to the one before', () => {
    const writes = [sealedWrite(8)];
    const next = signBatch({ ...draft, sequence: 8, previousRoot: batch.statement.root, writes });
    expect(next.statement).toMatchObject({ sequence: 8, size: 1, previousRoot: batch.statement.root });
    expect(() => signBatch({ ...draft, sequence: 8, writes })).toThrow(TypeError);
    expect(() => signBatch({ ...draft, sequence: 1, previousRoot: batch.statement.root, writes })).toThrow(TypeError);
  });
});

describe('a statement', () => {
  const taken = (value: unknown): boolean => parseStatement(Buffer.from(JSON.stringify(value))).ok;

  it('is read back', () => {
    expect(parseStatement(encodeStatement(statement))).toEqual({ ok: true, value: statement });
  });

  it.each<[string, unknown]>([
    ['scopeId', 'urn:other:a'],
    ['scopeId', undefined],
    ['epoch', -1],
    ['epoch', 0.5],
    ['epoch', '3'],
    ['deviceId', 'urn:srcos:person:a'],
    ['sequence', 0],
    ['sequence', Number.MAX_SAFE_INTEGER],
    ['size', 0],
    ['size', 1_025],
    ['root', hash('A')],
    ['root', 'sha256:'],
    ['previousRoot', hash('0')],
    ['extra', 1],
  ])('with the %s %j is refused', (name, value) => {
    expect(taken(statement)).toBe(true);
    expect(taken({ ...statement, [name]: value })).toBe(false);
  });

  it('after the first names the root before it', () => {
    expect(taken({ ...statement, sequence: 8, previousRoot: hash('0') })).toBe(true);
    expect(taken({ ...statement, sequence: 8 })).toBe(false);
    expect(taken({ ...statement, sequence: 8, previousRoot: hash('g') })).toBe(false);
  });

  it('gives each write its device and dot', () => {
    expect(placeFault(statement, 2, { deviceId }, { n: 3 })).toBeUndefined();
    expect(placeFault(statement, 2, { deviceId }, { n: 2 })).toMatchObject({ detail: 'malformed' });
    expect(placeFault(statement, 2, { deviceId: 'urn:srcos:device:b' }, { n: 3 })).toMatchObject({ ok: false });
  });
});

describe('the frame', () => {
  const bytes = encodeBatch(batch);
  const with32 = (at: number, value: number): Uint8Array => {
    const changed = bytes.slice();
    new DataView(changed.buffer).setUint32(at, value);
    return changed;
  };
  const countAt = 5 + 4 + batch.statementBytes.length + 64;
  const detail = (input: Uint8Array): string => {
    const result = parseBatch(input);
    return result.ok ? 'taken' : result.detail;
  };

  it('copies nothing', () => {
    const parsed = parseBatch(bytes);
    if (!parsed.ok) expect.fail(parsed.message);
    for (const { leaf, payload } of parsed.value.writes) {
      expect(leaf.buffer).toBe(bytes.buffer);
      expect(payload.buffer).toBe(bytes.buffer);
    }
  });

  it('is malformed at every length short of its own, and beyond', () => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(detail(bytes.subarray(0, length))).toBe('malformed');
    expect(detail(Uint8Array.of(...bytes, 0))).toBe('malformed');
  });

  it('is malformed with another magic or version', () => {
    for (let at = 0; at < 5; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) + 1;
      expect(detail(changed)).toBe('malformed');
    }
  });

  it('is too large where a length or the count exceeds its bound, before anything is allocated for it', () => {
    expect(detail(with32(5, 4_097))).toBe('too_large');
    expect(detail(with32(countAt, 1_025))).toBe('too_large');
    expect(detail(with32(countAt + 4, 65_537))).toBe('too_large');
    expect(detail(with32(countAt + 4, 0xffff_ffff))).toBe('too_large');
    const payloadAt = countAt + 8 + (batch.writes[0]?.leaf.length ?? 0);
    expect(detail(with32(payloadAt, maxPayloadBytes + 1))).toBe('too_large');
    expect(detail(new Uint8Array(67_108_865))).toBe('too_large');
  });

  it('is not made of what exceeds a bound', () => {
    const of = (leaf: number, payload: number): Batch => ({
      ...batch,
      writes: [{ leaf: new Uint8Array(leaf), payload: new Uint8Array(payload) }],
    });
    expect(() => encodeBatch(of(65_537, 0))).toThrow(TypeError);
    expect(() => encodeBatch(of(1, maxPayloadBytes + 1))).toThrow(TypeError);
    expect(() => encodeBatch({ ...batch, signature: new Uint8Array(63) })).toThrow(TypeError);
    const large = of(1, maxPayloadBytes).writes[0];
    if (large === undefined) return expect.fail('There is a write.');
    expect(() => encodeBatch({ ...batch, writes: Array(64).fill(large) as (typeof large)[] })).toThrow(TypeError);
  });
});
