import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify as verifySignature } from 'node:crypto';
import type { Runner } from '../runner.js';

const messageBytes = 256;

/** One native Ed25519 verification for each write, with the key read once: what a signature a write would cost. */
export const verify: Runner<undefined> = {
  prepare: () => undefined,
  open: (_prepared, { writes }) => {
    const pair = generateKeyPairSync('ed25519');
    const key = createPublicKey(pair.privateKey);
    const signed = Array.from({ length: writes }, () => {
      const message = randomBytes(messageBytes);
      return { message, signature: sign(null, message, pair.privateKey) };
    });
    return () => ({
      apply: () => {
        for (const { message, signature } of signed) {
          if (!verifySignature(null, message, key, signature)) throw new Error('A good signature was refused.');
        }
      },
      read: () => [],
    });
  },
};
