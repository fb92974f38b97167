import type { Crypto } from '../wire/crypto.js';
import { ed25519PublicKey, signEd25519, verifyEd25519 } from './ed25519.js';
import { sha256 } from './sha256.js';
import { open, seal } from './xchacha20-poly1305.js';

/** The primitives over node:crypto. Agrees with `portableCrypto` on every input. */
export const nativeCrypto: Crypto = {
  sha256,
  verify: verifyEd25519,
  sign: signEd25519,
  publicKey: ed25519PublicKey,
  seal,
  open,
};
