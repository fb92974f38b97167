import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { hpkeOpen, hpkeSeal, sealingKeysOf } from './hpke.js';

/** RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode. */
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ikmE: '909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b',
  pkEm: '1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a',
  skEm: 'f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600',
  ikmR: '1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df',
  pkRm: '4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a',
  skRm: '8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb',
  pt: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  ct: '1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28',
};
const hex = Object.fromEntries(Object.entries(vector).map(([name, text]) => [name, hexToBytes(text)])) as Record<
  keyof typeof vector,
  Uint8Array
>;

describe('the vector of RFC 9180', () => {
  it('has its key pairs derived', async () => {
    for (const [ikm, pk, sk] of [
      [hex.ikmR, vector.pkRm, vector.skRm],
      [hex.ikmE, vector.pkEm, vector.skEm],
    ] as const) {
      const { publicKey, secretKey } = await sealingKeysOf(ikm);
      expect([bytesToHex(publicKey), bytesToHex(secretKey)]).toEqual([pk, sk]);
    }
  });

  it('is sealed as it says', async () => {
    const { pkRm: publicKey, info, pt: plaintext, aad: associatedData, ikmE: seed } = hex;
    const sealed = await hpkeSeal({ publicKey, info, plaintext, associatedData, seed });
    expect(bytesToHex(sealed ?? new Uint8Array())).toBe(vector.pkEm + vector.ct);
  });

  it('opens as it says, and with nothing changed', async () => {
    const sealed = hexToBytes(vector.pkEm + vector.ct);
    expect(await hpkeOpen(hex.skRm, hex.info, sealed, hex.aad)).toEqual(hex.pt);
    expect(await hpkeOpen(hex.skRm, hex.info, sealed)).toBeUndefined();
    expect(await hpkeOpen(hex.skRm, hex.aad, sealed, hex.aad)).toBeUndefined();
    expect(await hpkeOpen(hex.skEm, hex.info, sealed, hex.aad)).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice();
      // Bit 255 of an X25519 key is not read (RFC 7748 §5), but the key schedule takes the encapsulated key as it is.
      changed[at] = (changed[at] ?? 0) ^ (at === 31 ? 0x80 : 1);
      expect(await hpkeOpen(hex.skRm, hex.info, changed, hex.aad)).toBeUndefined();
    }
    for (const length of [0, 31, 47])
      expect(await hpkeOpen(hex.skRm, hex.info, sealed.subarray(0, length))).toBeUndefined();
  });
});

describe('a public key of small order', () => {
  it('has nothing sealed to it', async () => {
    for (const publicKey of [new Uint8Array(32), new Uint8Array(32).fill(1, 0, 1), new Uint8Array(31)]) {
      const { info, pt: plaintext, ikmE: seed } = hex;
      expect(await hpkeSeal({ publicKey, info, plaintext, seed })).toBeUndefined();
    }
  });
});
