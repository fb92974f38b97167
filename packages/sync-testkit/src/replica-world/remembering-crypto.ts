import type { Crypto } from '@sourceos/sync-kernel/wire';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Answers that are remembered before it begins anew. */
const most = 20_000;

/** Runs of one crypto share what they remember: their genesis is the same. */
const made = new WeakMap<Crypto, Crypto>();

/**
 * The same primitives, which remember what they verified and opened: every device of a run looks at the same bytes,
 * and all of them run on one machine. What it remembers by is all that goes in, so that no answer differs.
 */
export const rememberingCrypto = (crypto: Crypto): Crypto => {
  const before = made.get(crypto);
  if (before !== undefined) return before;
  const remembering = remember(crypto);
  made.set(crypto, remembering);
  return remembering;
};

const remember = (crypto: Crypto): Crypto => {
  const verified = new Map<string, boolean>();
  const publicKeys = new Map<string, Uint8Array>();
  const signed = new Map<string, Uint8Array>();
  const recall = <Value>(known: Map<string, Value>, parts: readonly Uint8Array[], make: () => Value): Value => {
    const name = parts.map((part) => bytesToHex(part.length > 64 ? crypto.sha256(part) : part)).join(' ');
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const value = make();
    known.set(name, value);
    return value;
  };
  return {
    ...crypto,
    verify: (key, message, signature) =>
      recall(verified, [key, message, signature], () => crypto.verify(key, message, signature)),
    publicKey: (secretKey) => recall(publicKeys, [secretKey], () => crypto.publicKey(secretKey)),
    sign: (secretKey, message) => recall(signed, [secretKey, message], () => crypto.sign(secretKey, message)),
  };
};
