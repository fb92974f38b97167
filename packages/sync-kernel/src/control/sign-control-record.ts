import { bytesToHex } from '@noble/hashes/utils.js';
import type { Json } from '../model/json.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { Crypto } from '../wire/crypto.js';
import { hashName } from '../wire/hash-name.js';
import { keyIdOf } from './control-record.js';
import { controlContext, controlStatementSchema, type ControlStatement } from './control-statement.js';

/** A statement without what is the same in all: the context string. */
export type ControlBody = ControlStatement extends infer Each
  ? Each extends ControlStatement
    ? Omit<Each, 'context'>
    : never
  : never;

/** The statement as it is signed. A member that is undefined is left out: JSON has no such value. */
const signedValue = (body: ControlBody): Json => {
  const given = Object.entries({ ...body, context: controlContext }).filter(([, value]) => value !== undefined);
  return controlStatementSchema.parse(Object.fromEntries(given)) as Json;
};

/** The id that other records name a statement by; the same whoever signs it. */
export const controlStatementId = (crypto: Crypto, body: ControlBody): string =>
  hashName(crypto.sha256(canonicalBytes(signedValue(body))));

/**
 * A control record, signed with each of the secret keys (32 bytes each). Signers need not sit together: each signs the
 * same body, and the log joins the signatures of equal statements until the threshold is met.
 *
 * @throws ZodError where the body is no statement
 */
export const signControlRecord = (crypto: Crypto, body: ControlBody, secretKeys: readonly Uint8Array[]): Uint8Array => {
  const signed = signedValue(body);
  const bytes = canonicalBytes(signed);
  const signatures = secretKeys.map((secretKey) => ({
    keyId: keyIdOf(crypto, crypto.publicKey(secretKey)),
    signature: bytesToHex(crypto.sign(secretKey, bytes)),
  }));
  return canonicalBytes({ signatures, signed });
};
