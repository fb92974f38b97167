import type { webcrypto } from 'node:crypto';
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite } from '@hpke/core';
import { DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/dhkem-x25519';
import { concatBytes } from '@noble/hashes/utils.js';

/** RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});

const keyBytes = 32;
const tagBytes = 16;
const none: Uint8Array = new Uint8Array();

/** A key pair of the suite's KEM, 32 bytes each. */
export interface SealingKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** The key pair of 32 random bytes (RFC 9180 §7.1.3). */
export const sealingKeysOf = async (seed: Uint8Array): Promise<SealingKeys> => {
  const pair = (await suite.kem.deriveKeyPair(bufferOf(seed))) as webcrypto.CryptoKeyPair;
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    secretKey: new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey)),
  };
};

/** A copy in a buffer of its own: what a view shows of a larger one is not what WebCrypto reads. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** What is sealed to a public key, and what it is bound to. */
export interface HpkeSealing {
  readonly publicKey: Uint8Array;
  readonly info: Uint8Array;
  readonly plaintext: Uint8Array;
  /** Authenticated along with the plaintext; empty by default. */
  readonly associatedData?: Uint8Array;
  /** 32 random bytes, from which the ephemeral key pair is derived; never used twice. */
  readonly seed: Uint8Array;
}

/**
 * Seals to a public key: the encapsulated key of 32 bytes, then ciphertext and tag.
 *
 * @returns undefined where the public key is not one to agree with: of small order, as RFC 9180 §7.1.4 checks
 */
export const hpkeSeal = async ({
  publicKey,
  info,
  plaintext,
  associatedData = none,
  seed,
}: HpkeSealing): Promise<Uint8Array | undefined> => {
  try {
    const sender = await suite.createSenderContext({
      recipientPublicKey: (await suite.kem.deserializePublicKey(bufferOf(publicKey))) as webcrypto.CryptoKey,
      info: bufferOf(info),
      ekm: bufferOf(seed),
    });
    const sealed = await sender.seal(bufferOf(plaintext), bufferOf(associatedData));
    return concatBytes(new Uint8Array(sender.enc), new Uint8Array(sealed));
  } catch {
    return undefined;
  }
};

/** Opens what `hpkeSeal` made; undefined where it does not open. */
export const hpkeOpen = async (
  secretKey: Uint8Array,
  info: Uint8Array,
  sealed: Uint8Array,
  associatedData = none,
): Promise<Uint8Array | undefined> => {
  if (sealed.length < keyBytes + tagBytes) return undefined;
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: (await suite.kem.deserializePrivateKey(bufferOf(secretKey))) as webcrypto.CryptoKey,
      enc: bufferOf(sealed.subarray(0, keyBytes)),
      info: bufferOf(info),
    });
    return new Uint8Array(await recipient.open(bufferOf(sealed.subarray(keyBytes)), bufferOf(associatedData)));
  } catch {
    return undefined;
  }
};
