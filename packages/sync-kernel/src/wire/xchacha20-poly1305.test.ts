import fc from 'fast-check';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { concatBytes } from './bytes.js';
import { portableCrypto } from './portable-crypto.js';
import { bothPaths } from './testing/both-paths.js';
import { soak } from './testing/soak.js';
import { hex, readVectors } from './testing/vectors.js';
import { bytesOf } from './testing/writes.js';

const shared = needs('shared', 'the Wycheproof vectors of XChaCha20-Poly1305');

interface Test {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: string;
}

describe.skipIf(shared === undefined)('the Wycheproof vectors of XChaCha20-Poly1305', () => {
  it.each(bothPaths)('give the expected result on the $path path, 315 of 315', ({ crypto }) => {
    const file = readVectors(shared ?? '', 'wycheproof', 'xchacha20_poly1305_test.json') as {
      readonly testGroups: readonly { readonly tests: readonly Test[] }[];
    };
    const tests = file.testGroups.flatMap((group) => group.tests);
    expect(tests).toHaveLength(315);
    for (const { key, iv, aad, msg, ct, tag, result } of tests) {
      const sealed = concatBytes(hex(ct), hex(tag));
      const opened = crypto.open(hex(key), hex(iv), sealed, hex(aad));
      expect(opened).toEqual(result === 'valid' ? hex(msg) : undefined);
      if (result === 'valid') expect(crypto.seal(hex(key), hex(iv), hex(msg), hex(aad))).toEqual(sealed);
    }
  });
});

describe.each(bothPaths)('$path XChaCha20-Poly1305', ({ crypto }) => {
  it('opens nothing of wrong lengths, and does not throw', () => {
    const sealed = crypto.seal(bytesOf(32, 1), bytesOf(24, 1), bytesOf(9, 1), bytesOf(3, 1));
    expect(crypto.open(bytesOf(32, 1), bytesOf(24, 1), sealed, bytesOf(3, 1))).toEqual(bytesOf(9, 1));
    expect(crypto.open(bytesOf(31, 1), bytesOf(24, 1), sealed, bytesOf(3, 1))).toBeUndefined();
    expect(crypto.open(bytesOf(32, 1), bytesOf(12, 1), sealed, bytesOf(3, 1))).toBeUndefined();
    expect(crypto.open(bytesOf(32, 1), bytesOf(24, 1), sealed.subarray(0, 15), bytesOf(3, 1))).toBeUndefined();
  });

  it('throws where sealing gets a key or nonce of another length', () => {
    expect(() => crypto.seal(bytesOf(31, 1), bytesOf(24, 1), bytesOf(9, 1), bytesOf(3, 1))).toThrow();
    expect(() => crypto.seal(bytesOf(32, 1), bytesOf(12, 1), bytesOf(9, 1), bytesOf(3, 1))).toThrow();
  });
});

describe('the two paths', () => {
  it('seal alike, and refuse the same changed bytes', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const text = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes(32), bytes(24), text, text, fc.nat(), (key, nonce, record, data, at) => {
        const sealed = nativeCrypto.seal(key, nonce, record, data);
        expect(portableCrypto.seal(key, nonce, record, data)).toEqual(sealed);
        expect(nativeCrypto.open(key, nonce, sealed, data)).toEqual(record);
        expect(portableCrypto.open(key, nonce, sealed, data)).toEqual(record);
        sealed[at % sealed.length] = (sealed[at % sealed.length] ?? 0) ^ 1;
        expect(nativeCrypto.open(key, nonce, sealed, data)).toBeUndefined();
        expect(portableCrypto.open(key, nonce, sealed, data)).toBeUndefined();
      }),
      { numRuns: 200 * soak },
    );
  });
});
