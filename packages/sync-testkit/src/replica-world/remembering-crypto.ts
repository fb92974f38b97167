import { bytesToHex } from '@noble/hashes/utils.js';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { onceACrypto } from './once-a-crypto.js';
import { createRecall } from './recall.js';

/** Answers of each primitive that are remembered before it begins anew. */
const most = 20_000;

/**
 * The same primitives, which remember what they verified and opened: every device of a run looks at the same bytes,
 * and all of them run on one machine. What it remembers by is all that goes in, so that no answer differs.
 */
export const rememberingCrypto = onceACrypto((crypto): Crypto => {
  const nameOf = (...parts: readonly Uint8Array[]): string =>
    parts.map((part) => bytesToHex(part.length > 64 ? crypto.sha256(part) : part)).join(' ');
  const verified = createRecall<boolean>(most);
  const publicKeys = createRecall<Uint8Array>(most);
  const signed = createRecall<Uint8Array>(most);
  return {
    ...crypto,
    verify: (key, message, signature) =>
      verified(nameOf(key, message, signature), () => crypto.verify(key, message, signature)),
    publicKey: (secretKey) => publicKeys(nameOf(secretKey), () => crypto.publicKey(secretKey)),
    sign: (secretKey, message) => signed(nameOf(secretKey, message), () => crypto.sign(secretKey, message)),
  };
});
