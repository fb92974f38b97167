import { scrypt } from 'node:crypto';
import { base64urlOf, bytesOfBase64url } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done, failed } from '../failure.js';
import type { DeviceKeyProvider } from './device-key.js';
import { keyringCodes } from './keyring.js';

/** What scrypt (RFC 7914) costs. */
export interface ScryptCost {
  /** A power of two: memory is 128 · N · r bytes. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and about half a second: OWASP's first choice for scrypt. */
export const scryptCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/** More than anybody asks for honestly: parameters come from a file that others may have written. */
const maxMemory = 1_024 * 1_024 * 1_024;

const parametersSchema = z
  .strictObject({
    N: z
      .int()
      .min(2)
      .max(2 ** 22)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
    salt: z.string().regex(/^[A-Za-z0-9_-]{22,86}$/),
  })
  .refine(({ N, r }) => 128 * N * r <= maxMemory);

const stretch = (passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // One passphrase however it was typed: RFC 8265 normalises to NFC as well.
    const bytes = Buffer.from(passphrase.normalize('NFC'));
    scrypt(bytes, salt, 32, { ...cost, maxmem: maxMemory + 64 * 1_024 * 1_024 }, (error, key) => {
      if (error === null) resolve(new Uint8Array(key));
      else reject(error);
    });
  });

/**
 * Protects the keys by a passphrase, stretched by scrypt. Salt and cost are kept with the keys, so that a higher cost
 * later locks nobody out.
 */
export const passphraseProvider = (
  passphrase: string,
  { random, cost = scryptCost }: { readonly random: (length: number) => Uint8Array; readonly cost?: ScryptCost },
): DeviceKeyProvider => ({
  kind: 'passphrase',
  create: async () => {
    const salt = random(16);
    const { N, r, p } = cost;
    return done({ key: await stretch(passphrase, salt, cost), parameters: { N, r, p, salt: base64urlOf(salt) } });
  },
  open: async (parameters) => {
    const read = parametersSchema.safeParse(parameters).data;
    const salt = read && bytesOfBase64url(read.salt);
    if (read === undefined || salt === undefined) return failed('damaged', keyringCodes.damaged);
    const { N, r, p } = read;
    return done(await stretch(passphrase, salt, { N, r, p }));
  },
});
