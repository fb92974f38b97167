import { randomBytes } from 'node:crypto';

/** Cryptographically random bytes. */
export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
