/**
 * The primitives that the kernel needs, given to it: `portableCrypto` runs everywhere, `nativeCrypto`
 * (`@sourceos/sync-kernel/native`) on Node. Both agree on every input.
 */
export interface Crypto {
  /** SHA-256 (FIPS 180-4): 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Ed25519 (RFC 8032) by the one acceptance rule: canonical A not of small order, S < L, [S]B − [k]A encodes R. */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** Ed25519 signature, 64 bytes, with a secret key of 32 bytes (the RFC 8032 seed). */
  readonly sign: (secretKey: Uint8Array, message: Uint8Array) => Uint8Array;
  /** The public key of a secret key. */
  readonly publicKey: (secretKey: Uint8Array) => Uint8Array;
  /** XChaCha20-Poly1305: ciphertext and tag. Key 32 bytes, nonce 24 bytes. */
  readonly seal: (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array) => Uint8Array;
  /** Opens what `seal` made; undefined where it does not authenticate. */
  readonly open: (
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associatedData: Uint8Array,
  ) => Uint8Array | undefined;
}
