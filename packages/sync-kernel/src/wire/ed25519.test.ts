import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { concatBytes } from './bytes.js';
import { isUsablePublicKey } from './ed25519-key.js';
import { portableCrypto } from './portable-crypto.js';
import { bothPaths } from './testing/both-paths.js';
import { soak } from './testing/soak.js';
import { bytesOf } from './testing/writes.js';
import { hex, readVectors } from './testing/vectors.js';

const { Point } = ed25519;
const order = Point.Fn.ORDER;
const p = 2n ** 255n - 19n;
const encode = (y: bigint, sign: boolean): Uint8Array => {
  const bytes = numberToBytesLE(y, 32);
  if (sign) bytes[31] = (bytes[31] ?? 0) | 0x80;
  return bytes;
};

/** A point of order eight: the torsion part of the first point that has all of it. */
const torsion = (() => {
  for (let y = 2n; ; y += 1n) {
    try {
      const point = Point.fromBytes(encode(y, false));
      const part = point.multiplyUnsafe(order - 1n).add(point);
      if (!part.multiplyUnsafe(4n).is0()) return part;
    } catch {
      continue;
    }
  }
})();
const smallOrder = Array.from({ length: 8 }, (_, i) => torsion.multiplyUnsafe(BigInt(i)));
const nonCanonical = [0n, 1n, 2n, 3n, 9n, 18n].flatMap((y) => [encode(y + p, false), encode(y + p, true)]);
const badSigns = [encode(1n, true), encode(p - 1n, true)];

const shared = needs('shared', 'the Wycheproof vectors of Ed25519');

interface Vectors {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly { readonly msg: string; readonly sig: string; readonly result: string }[];
  }[];
}

describe.skipIf(shared === undefined)('the Wycheproof vectors of Ed25519', () => {
  it.each(bothPaths)('give the expected result on the $path path, 151 of 151', ({ crypto }) => {
    const { testGroups } = readVectors(shared ?? '', 'wycheproof', 'ed25519_test.json') as Vectors;
    const results = testGroups.flatMap(({ publicKey, tests }) =>
      tests.map(
        ({ msg, sig, result }) => crypto.verify(hex(publicKey.pk), hex(msg), hex(sig)) === (result === 'valid'),
      ),
    );
    expect(results).toHaveLength(151);
    expect(results.filter((right) => !right)).toEqual([]);
  });
});

describe('the check of A', () => {
  it('refuses all eight points of small order', () => {
    expect(new Set(smallOrder.map((point) => point.toHex())).size).toBe(8);
    expect(smallOrder.filter((point) => isUsablePublicKey(point.toBytes()))).toEqual([]);
  });

  it('refuses what is not canonical', () => {
    expect([...nonCanonical, ...badSigns].filter(isUsablePublicKey)).toEqual([]);
  });

  it('takes keys of mixed order, which both paths judge by the same equation', () => {
    const mixed = Point.BASE.add(torsion).toBytes();
    expect(isUsablePublicKey(mixed)).toBe(true);
  });

  it('takes the largest canonical y and refuses p', () => {
    expect(isUsablePublicKey(encode(p - 2n, false))).toBe(true);
    expect(isUsablePublicKey(encode(p, false))).toBe(false);
  });
});

describe.each(bothPaths)('$path Ed25519', ({ crypto }) => {
  it('refuses wrong lengths without throwing', () => {
    const key = crypto.publicKey(bytesOf(32, 3));
    const signature = crypto.sign(bytesOf(32, 3), bytesOf(10, 1));
    expect(crypto.verify(key, bytesOf(10, 1), signature)).toBe(true);
    for (const length of [0, 31, 33, 64]) {
      expect(crypto.verify(bytesOf(length, 3), bytesOf(10, 1), signature)).toBe(false);
    }
    for (const length of [0, 32, 63, 65]) {
      expect(crypto.verify(key, bytesOf(10, 1), bytesOf(length, 1))).toBe(false);
    }
  });

  it('refuses a signature whose S is not reduced', () => {
    const key = crypto.publicKey(bytesOf(32, 3));
    const signature = crypto.sign(bytesOf(32, 3), bytesOf(10, 1));
    const s = bytesToNumberLE(signature.subarray(32)) + order;
    const malleated = concatBytes(signature.subarray(0, 32), numberToBytesLE(s, 32));
    expect(crypto.verify(key, bytesOf(10, 1), malleated)).toBe(false);
  });

  it('does not multiply by the cofactor', () => {
    // R has a torsion part that [8] would clear: RFC 8032 allows either, we allow one.
    const seed = bytesOf(32, 4);
    const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(seed);
    const r = Point.BASE.multiplyUnsafe(77n).add(torsion).toBytes();
    const k = bytesToNumberLE(sha512(concatBytes(r, pointBytes, bytesOf(5, 1)))) % order;
    const s = (77n + k * scalar) % order;
    const signature = concatBytes(r, numberToBytesLE(s, 32));
    expect(ed25519.verify(signature, bytesOf(5, 1), pointBytes, { zip215: true })).toBe(true);
    expect(crypto.verify(pointBytes, bytesOf(5, 1), signature)).toBe(false);
  });

  it('throws for a secret key of another length', () => {
    expect(() => crypto.sign(bytesOf(31, 1), bytesOf(1, 1))).toThrow();
    expect(() => crypto.publicKey(bytesOf(33, 1))).toThrow();
  });
});

/** A key, message and signature, honest or crafted to satisfy one reading of the equation and not another. */
const crafted = fc
  .record({
    secret: fc.bigInt({ min: 1n, max: order - 1n }),
    nonce: fc.bigInt({ min: 0n, max: order - 1n }),
    torsionOfA: fc.nat(7),
    torsionOfR: fc.nat(7),
    message: fc.uint8Array({ maxLength: 40 }),
    kind: fc.constantFrom('holds', 'holds', 'any', 'small A', 'small R', 'large S', 'odd A', 'odd R', 'flip', 'sign'),
    pick: fc.nat(13),
    flip: fc.nat(95 * 8 + 7),
  })
  .map(({ secret, nonce, torsionOfA, torsionOfR, message, kind, pick, flip }) => {
    const part = (i: number) => smallOrder[i] ?? Point.ZERO;
    const scalarOfA = kind === 'small A' ? 0n : secret;
    const scalarOfR = kind === 'small R' ? 0n : nonce;
    const a = Point.BASE.multiplyUnsafe(scalarOfA).add(part(torsionOfA)).toBytes();
    if (kind === 'odd A') a.set([...nonCanonical, ...badSigns][pick] ?? a);
    if (kind === 'sign') a[31] = (a[31] ?? 0) ^ 0x80;
    const baseOfR = Point.BASE.multiplyUnsafe(scalarOfR);
    const challenge = (r: Uint8Array) => bytesToNumberLE(sha512(concatBytes(r, a, message))) % order;
    let r = baseOfR.add(part(torsionOfR)).toBytes();
    if (kind === 'odd R') r = [...nonCanonical, ...badSigns][pick] ?? r;
    if (kind === 'holds') {
      // The equation without the cofactor holds where the torsion of R undoes that of [k]A; k depends on R, so look.
      const fitting = smallOrder
        .map((small, i) => ({ i: BigInt(i), bytes: baseOfR.add(small).toBytes() }))
        .find(({ i, bytes }) => (i + challenge(bytes) * BigInt(torsionOfA)) % 8n === 0n);
      r = fitting?.bytes ?? r;
    }
    let s = (scalarOfR + challenge(r) * scalarOfA) % order;
    if (kind === 'large S') s += order * BigInt(1 + (pick % 7));
    const signature = concatBytes(r, numberToBytesLE(s, 32));
    if (kind === 'flip') {
      const at = flip >>> 3;
      const target = at < 32 ? a : signature;
      const index = at < 32 ? at : at - 32;
      target[index] = (target[index] ?? 0) ^ (1 << (flip & 7));
    }
    return { a, message, signature };
  });

describe('the two paths', () => {
  it('agree on every input, crafted ones included', { timeout: 3_600_000 }, () => {
    const counts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(crafted, ({ a, message, signature }) => {
        const native = nativeCrypto.verify(a, message, signature);
        counts[native ? 'accepted' : 'refused'] += 1;
        return portableCrypto.verify(a, message, signature) === native;
      }),
      { numRuns: 1_500 * soak },
    );
    // Neither answer may be the only one that was seen: the agreement would say nothing.
    expect(counts.accepted).toBeGreaterThan(100);
    expect(counts.refused).toBeGreaterThan(100);
  });

  it('make the same signatures and public keys', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 100 }),
        (seed, message) => {
          expect(nativeCrypto.publicKey(seed)).toEqual(portableCrypto.publicKey(seed));
          expect(nativeCrypto.sign(seed, message)).toEqual(portableCrypto.sign(seed, message));
          expect(nativeCrypto.sha256(message)).toEqual(portableCrypto.sha256(message));
        },
      ),
      { numRuns: 50 * soak },
    );
  });
});
