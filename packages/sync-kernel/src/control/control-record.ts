import { hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { equalBytes } from '../wire/bytes.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { Crypto } from '../wire/crypto.js';
import { accepted, refused, type WireResult } from '../wire/failure.js';
import { hashName } from '../wire/hash-name.js';
import { parseJson } from '../wire/parse-json.js';
import { controlStatementSchema, type ControlStatement } from './control-statement.js';

/** A control record as it came, read but not judged. */
export interface ControlRecord {
  /** Hash of the canonical bytes of what is signed. */
  readonly id: string;
  readonly statement: ControlStatement;
  /** The bytes that signatures cover. */
  readonly signed: Uint8Array;
  readonly signatures: readonly { readonly keyId: string; readonly signature: Uint8Array }[];
  readonly bytes: Uint8Array;
}

/** Names a public key: `sha256:` of its 32 bytes. */
export const keyIdOf = (crypto: Crypto, publicKey: Uint8Array): string => hashName(crypto.sha256(publicKey));

const envelopeSchema = z.strictObject({
  signed: z.unknown(),
  signatures: z
    .array(
      z.strictObject({
        keyId: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        signature: z.string().regex(/^[0-9a-f]{128}$/),
      }),
    )
    .max(64),
});

/** A root's key is found by the hash of what it is: a key under another name would count as a second key. */
const misnamedKey = (crypto: Crypto, statement: ControlStatement): boolean => {
  if (statement.kind !== 'root') return false;
  const { keys, roles } = statement;
  const misnamed = Object.entries(keys).some(([id, key]) => keyIdOf(crypto, hexToBytes(key)) !== id);
  return misnamed || Object.values(roles).some((role) => role?.keys.some((id) => !Object.hasOwn(keys, id)) === true);
};

/**
 * Reads the bytes of a control record. They have to be canonical, so that what is signed is a slice of what came.
 *
 * @returns `malformed`, `too_large` (1 MiB, 64 levels, 64 signatures) or `unsigned` where they are refused
 */
export const parseControlRecord = (crypto: Crypto, bytes: Uint8Array): WireResult<ControlRecord> => {
  const json = parseJson(bytes);
  if (!json.ok) return json;
  if (!equalBytes(canonicalBytes(json.value), bytes)) return refused('malformed', 'The record is not canonical JSON.');
  const envelope = envelopeSchema.safeParse(json.value);
  if (!envelope.success) return refused('malformed', 'The record is not a statement with signatures.');
  const statement = controlStatementSchema.safeParse(envelope.data.signed);
  if (!statement.success) {
    const [issue] = statement.error.issues;
    return refused('malformed', `The statement is wrong at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`);
  }
  if (misnamedKey(crypto, statement.data)) return refused('malformed', 'A key id is not the hash of its key.');
  if (envelope.data.signatures.length === 0) return refused('unsigned', 'The record has no signature.');
  const { signatures } = envelope.data;
  // A copy, of a Buffer too: what the caller does to its own later changes nothing here.
  const kept = new Uint8Array(bytes);
  // What comes before is of the schema's hexadecimal digits: one character is one byte.
  const signed = kept.subarray(`{"signatures":${JSON.stringify(signatures)},"signed":`.length, -1);
  return accepted({
    id: hashName(crypto.sha256(signed)),
    statement: statement.data,
    signed,
    signatures: signatures.map((it) => ({ keyId: it.keyId, signature: hexToBytes(it.signature) })),
    bytes: kept,
  });
};
