import fc from 'fast-check';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { encodeBatch, parseBatch } from './batch-frame.js';
import { signBatch, verifyBatch } from './batch.js';
import { parseLeaf, payloadMatches } from './header.js';
import { proveWrite, verifyProof } from './proof.js';
import { openPayload } from './seal.js';
import { mutated } from './testing/mutated.js';
import { soak } from './testing/soak.js';
import { deviceId, publicKey, scope, secretKey, signedBatch } from './testing/writes.js';

const batch = signedBatch(3);
const bytes = encodeBatch(batch);
const leaf = batch.writes[1]?.leaf ?? expect.fail('The batch has a second write.');
const payload = batch.writes[1]?.payload ?? expect.fail('The batch has a second write.');
const leafText = Buffer.from(leaf).toString();
const statementText = Buffer.from(batch.statementBytes).toString();

/** A JSON object's text, spoilt in a way that parsers are known to fall for. */
const spoilt = (text: string): fc.Arbitrary<string> => {
  const rest = text.slice(1);
  return fc.oneof(
    fc.nat(5_000).map((depth) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)},${rest}`),
    fc.nat(5_000).map((depth) => `{"a":${'{"a":'.repeat(depth)}`),
    fc
      .constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty')
      .map((n) => `{"${n}":{},${rest}`),
    fc
      .constantFrom('1e400', '-1e999', '9'.repeat(400), '0.1e-9999', '1'.repeat(60_000))
      .map((n) => `{"n":${n},${rest}`),
    fc.constantFrom(...(text.match(/"[A-Za-z]+":"?[^,}]*/g) ?? [])).map((member) => `{${member},${rest}`),
    fc.constantFrom('\\ud800', '\\udfff', '\\u0000', '\\x').map((escape) => text.replace('urn:', `urn:${escape}`)),
    fc.nat(text.length - 1).map((length) => text.slice(0, length)),
  );
};

const frame = (statementBytes: Uint8Array, firstLeaf: Uint8Array): Uint8Array =>
  encodeBatch({
    statement: batch.statement,
    statementBytes,
    signature: batch.signature,
    writes: batch.writes.map((write, i) => (i === 0 ? { ...write, leaf: firstLeaf } : write)),
  });

/** What a receiver does, to the end: the leaves of a batch that verifies, with payloads that match, opened. */
const takenUp = (input: Uint8Array): number => {
  const parsed = parseBatch(input);
  if (!parsed.ok) return 0;
  // Signed content is the author's word, so leaves and payloads are read whether or not the signature holds.
  const read = parsed.value.writes.filter(({ leaf: bytesOfLeaf, payload: bytesOfPayload }) => {
    const header = parseLeaf(bytesOfLeaf);
    openPayload({ crypto: nativeCrypto, ...scope, leaf: bytesOfLeaf, payload: bytesOfPayload });
    return header.ok && payloadMatches(nativeCrypto, header.value.header, bytesOfPayload);
  });
  return verifyBatch(nativeCrypto, publicKey, parsed.value).ok ? read.length : 0;
};

/** 2,000 in all; 100,000 with SOURCEOS_SOAK=50. */
const runs = (share: number) => ({ numRuns: Math.ceil(2_000 * share * soak) });
const sealedLeaf = (changed: string): Uint8Array => utf8ToBytes(changed).subarray(0, 65_536);
const sealedStatement = (changed: string): Uint8Array => utf8ToBytes(changed).subarray(0, 4_096);

describe('malformed input', { timeout: 3_600_000 }, () => {
  it('is a control: untouched, all three writes are taken up', () => {
    expect(takenUp(bytes)).toBe(3);
  });

  it('as a mutated batch crashes nothing, and none of what was changed is taken up', () => {
    fc.assert(
      fc.property(mutated(bytes), (input) => {
        fc.pre(Buffer.compare(input, bytes) !== 0);
        // A payload that is changed fails alone; the two others may stand.
        expect(takenUp(input)).toBeLessThan(3);
      }),
      runs(0.4),
    );
  });

  it('as a spoilt leaf or statement in a well-formed frame crashes nothing, and is not verified', () => {
    fc.assert(
      fc.property(spoilt(leafText), (text) => takenUp(frame(batch.statementBytes, sealedLeaf(text))) === 0),
      runs(0.15),
    );
    fc.assert(
      fc.property(spoilt(statementText), (text) => takenUp(frame(sealedStatement(text), leaf)) === 0),
      runs(0.15),
    );
  });

  it('as a spoilt leaf that its author signed fails alone', () => {
    fc.assert(
      fc.property(spoilt(leafText), (text) => {
        const writes = batch.writes.map((write, i) => (i === 1 ? { leaf: sealedLeaf(text), payload } : write));
        const draft = { scopeId: scope.scopeId, epoch: 3, deviceId, sequence: 1, writes };
        expect(takenUp(encodeBatch(signBatch({ crypto: nativeCrypto, secretKey, ...draft })))).toBe(2);
      }),
      runs(0.15),
    );
  });

  it('as a mutated proof crashes nothing, and proves nothing', () => {
    const proof = utf8ToBytes(proveWrite(nativeCrypto, batch, 1));
    fc.assert(
      fc.property(mutated(proof), (input) => {
        fc.pre(Buffer.compare(input, proof) !== 0);
        expect(verifyProof(nativeCrypto, publicKey, leaf, Buffer.from(input).toString('latin1')).ok).toBe(false);
      }),
      runs(0.15),
    );
  });
});
