import createSodium from 'libsodium';

const sodium = await createSodium();

const keyLength = 32;
const nonceLength = 24;
const tagLength = 16;

/** Where in the module's memory a call's bytes lie, one after the other, and how much there is. */
let region = { start: 0, length: 0 };

/** A region of at least so many bytes, kept for the calls to come: an allocation costs as much as a small record. */
const reserve = (length: number): number => {
  if (length <= region.length) return region.start;
  if (region.length > 0) sodium._free(region.start);
  // Doubled, so that a run of growing records does not allocate for each.
  const start = sodium._malloc(2 * length);
  if (start === 0) {
    region = { start: 0, length: 0 };
    throw new RangeError(`The cipher's memory has no room for ${length} bytes.`);
  }
  region = { start, length: 2 * length };
  return start;
};

const sizesFit = (key: Uint8Array, nonce: Uint8Array): boolean =>
  key.length === keyLength && nonce.length === nonceLength;

/** The bytes of one call, by their addresses. */
interface Addresses {
  readonly keyAt: number;
  readonly nonceAt: number;
  readonly dataAt: number;
  readonly inputAt: number;
  readonly outputAt: number;
}

/** Copies what a call reads into the module's memory, with room for its output behind it. */
const layOut = (
  key: Uint8Array,
  nonce: Uint8Array,
  data: Uint8Array,
  input: Uint8Array,
  outputLength: number,
): Addresses => {
  const keyAt = reserve(keyLength + nonceLength + data.length + input.length + outputLength);
  const nonceAt = keyAt + keyLength;
  const dataAt = nonceAt + nonceLength;
  const inputAt = dataAt + data.length;
  // Asked for anew each time: the view is another one after the memory has grown.
  const bytes = sodium.HEAPU8;
  bytes.set(key, keyAt);
  bytes.set(nonce, nonceAt);
  bytes.set(data, dataAt);
  bytes.set(input, inputAt);
  return { keyAt, nonceAt, dataAt, inputAt, outputAt: inputAt + input.length };
};

/** The output of a call that gave 0; neither the key nor a record's text stays behind in either case. */
const take = (status: number, { keyAt, outputAt }: Addresses, outputLength: number): Uint8Array | undefined => {
  const bytes = sodium.HEAPU8;
  const output = status === 0 ? bytes.slice(outputAt, outputAt + outputLength) : undefined;
  bytes.fill(0, keyAt, outputAt + outputLength);
  return output;
};

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) by libsodium in WebAssembly: Node's own ciphers are one object a
 * call, which for a record of some hundred bytes costs several times what the cipher does.
 *
 * @throws TypeError where key or nonce have another length: the program is wrong
 */
export const seal = (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, data: Uint8Array): Uint8Array => {
  if (!sizesFit(key, nonce)) throw new TypeError('XChaCha20-Poly1305 takes a key of 32 bytes and a nonce of 24.');
  const { length } = plaintext;
  const addresses = layOut(key, nonce, data, plaintext, length + tagLength);
  const { keyAt, nonceAt, dataAt, inputAt, outputAt } = addresses;
  const status = sodium._crypto_aead_xchacha20poly1305_ietf_encrypt(
    ...([outputAt, 0, inputAt, length, 0, dataAt, data.length, 0, 0, nonceAt, keyAt] as const),
  );
  const sealed = take(status, addresses, length + tagLength);
  if (sealed === undefined) throw new RangeError(`The cipher takes no record of ${length} bytes.`);
  return sealed;
};

/** Opens what `seal` made; undefined where it does not authenticate. */
export const open = (
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  data: Uint8Array,
): Uint8Array | undefined => {
  if (!sizesFit(key, nonce) || sealed.length < tagLength) return undefined;
  const { length } = sealed;
  const addresses = layOut(key, nonce, data, sealed, length - tagLength);
  const { keyAt, nonceAt, dataAt, inputAt, outputAt } = addresses;
  const status = sodium._crypto_aead_xchacha20poly1305_ietf_decrypt(
    ...([outputAt, 0, 0, inputAt, length, 0, dataAt, data.length, 0, nonceAt, keyAt] as const),
  );
  return take(status, addresses, length - tagLength);
};
