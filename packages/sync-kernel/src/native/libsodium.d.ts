/** The parts of the raw module that the kernel calls; a 64-bit length is two arguments, low word first. */
declare module 'libsodium' {
  interface Sodium {
    readonly HEAPU8: Uint8Array;
    /** An address, or 0 where there is no room. */
    readonly _malloc: (bytes: number) => number;
    readonly _free: (address: number) => void;
    /** crypto_aead_xchacha20poly1305_ietf_encrypt(c, clen, m, mlen, ad, adlen, nsec, npub, k): 0 where it succeeded. */
    readonly _crypto_aead_xchacha20poly1305_ietf_encrypt: (...words: Words) => number;
    /** crypto_aead_xchacha20poly1305_ietf_decrypt(m, mlen, nsec, c, clen, ad, adlen, npub, k): 0 where it succeeded. */
    readonly _crypto_aead_xchacha20poly1305_ietf_decrypt: (...words: Words) => number;
  }
  type Word = number;
  type Words = readonly [Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word];
  const create: () => Promise<Sodium>;
  // eslint-disable-next-line no-restricted-exports -- it is how the module exports its factory
  export default create;
}
