import { bytesToHex } from '@noble/hashes/utils.js';
import type { Crypto } from '../../wire/crypto.js';
import { portableCrypto } from '../../wire/portable-crypto.js';

/** Runs a function of byte strings once for each of its arguments. */
const once = <Given extends readonly Uint8Array[], Value>(run: (...given: Given) => Value) => {
  const answers = new Map<string, Value>();
  return (...given: Given): Value => {
    const key = given.map((bytes) => bytesToHex(bytes)).join(' ');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = run(...given);
    answers.set(key, answer);
    return answer;
  };
};

/**
 * The portable primitives, which answer what they were asked before from memory: the same few records are signed and
 * verified thousands of times, in every order.
 */
export const crypto: Crypto = {
  ...portableCrypto,
  sign: once(portableCrypto.sign),
  verify: once(portableCrypto.verify),
  publicKey: once(portableCrypto.publicKey),
};
