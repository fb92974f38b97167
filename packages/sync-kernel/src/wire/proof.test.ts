import { base64urlnopad } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { verifyBatch } from './batch.js';
import { createBatchProver, parseProof, proveWrite, verifyProof } from './proof.js';
import { bothPaths } from './testing/both-paths.js';
import { bytesOf, publicKey, signedBatch } from './testing/writes.js';

const batch = signedBatch(11);
const leafAt = (index: number): Uint8Array => batch.writes[index]?.leaf ?? expect.fail('No such write.');

describe.each(bothPaths)('a proof on the $path path', ({ crypto }) => {
  it('lets any write prove itself alone, with the id that its batch gives it', () => {
    const ids = verifyBatch(crypto, publicKey, batch);
    if (!ids.ok) expect.fail(ids.message);
    ids.value.forEach((id, index) => {
      expect(verifyProof(crypto, publicKey, leafAt(index), proveWrite(crypto, batch, index))).toEqual({
        ok: true,
        value: { id, statement: batch.statement, index },
      });
    });
  });

  it('does not verify for another leaf, or under another key', () => {
    const proof = proveWrite(crypto, batch, 4);
    expect(verifyProof(crypto, publicKey, leafAt(5), proof)).toMatchObject({ detail: 'root_mismatch' });
    const other = crypto.publicKey(bytesOf(32, 9));
    expect(verifyProof(crypto, other, leafAt(4), proof)).toMatchObject({ detail: 'bad_signature' });
  });
});

describe('the text of a proof', () => {
  const proof = createBatchProver(nativeCrypto, batch)(4);
  const bytes = base64urlnopad.decode(proof.slice('sosp1.'.length));
  const textOf = (changed: Uint8Array): string => `sosp1.${base64urlnopad.encode(changed)}`;

  it('is read without a key, to learn whose key it needs', () => {
    const parsed = parseProof(proof);
    expect(parsed).toMatchObject({ ok: true, value: { statement: batch.statement, index: 4 } });
    expect(parsed.ok && parsed.value.path.length).toBe(4);
  });

  it('verifies with none of its bits changed', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(verifyProof(nativeCrypto, publicKey, leafAt(4), textOf(changed)).ok).toBe(false);
    }
  });

  it('verifies neither cut nor extended', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(verifyProof(nativeCrypto, publicKey, leafAt(4), textOf(bytes.subarray(0, length))).ok).toBe(false);
    }
    for (const more of [1, 32, 320, 4_000, 100_000]) {
      const extended = Uint8Array.of(...bytes, ...new Uint8Array(more));
      expect(verifyProof(nativeCrypto, publicKey, leafAt(4), textOf(extended)).ok).toBe(false);
    }
  });

  it.each(['', 'sosp1.', 'sosp1.!', 'sosp2.AAAA', 'sosp1.AAAA', 'sosp1._____w'])('is not %j', (text) => {
    expect(parseProof(text)).toMatchObject({ ok: false, detail: 'malformed' });
  });

  it('is bounded', () => {
    expect(parseProof(`sosp1.${'A'.repeat(1_000_000)}`)).toMatchObject({ detail: 'too_large' });
  });

  it('throws for a write that the batch does not have', () => {
    expect(() => proveWrite(nativeCrypto, batch, 11)).toThrow(RangeError);
    expect(() => proveWrite(nativeCrypto, batch, -1)).toThrow(RangeError);
  });
});
