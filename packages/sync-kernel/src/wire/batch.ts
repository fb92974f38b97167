import type { Crypto } from './crypto.js';
import { accepted, refused, type WireFailure, type WireResult } from './failure.js';
import { hashName, namesHash } from './hash-name.js';
import { createTreeHasher, treeRoot } from './merkle-tree.js';
import { encodeStatement, maxBatchSize, signedBytes } from './statement.js';
import type { BatchStatement } from './write.js';

/** A write's two byte strings, as authored and as carried. */
export interface WriteBytes {
  readonly leaf: Uint8Array;
  readonly payload: Uint8Array;
}

/** Up to 1,024 writes under one signature. */
export interface Batch {
  readonly statement: BatchStatement;
  /** The bytes that `statement` was read from, and that the signature is over. */
  readonly statementBytes: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  readonly writes: readonly WriteBytes[];
}

/** What `signBatch` signs: the statement's fields that it does not find out itself. */
export interface BatchDraft extends Omit<BatchStatement, 'size' | 'root'> {
  readonly crypto: Crypto;
  /** The device's Ed25519 secret key, 32 bytes. */
  readonly secretKey: Uint8Array;
  readonly writes: readonly WriteBytes[];
}

const leafHashesOf = ({ sha256 }: Pick<Crypto, 'sha256'>, writes: readonly WriteBytes[]): readonly Uint8Array[] => {
  const hasher = createTreeHasher(sha256);
  return writes.map(({ leaf }) => hasher.leaf(leaf));
};

/**
 * Signs writes as one batch.
 *
 * @throws TypeError for no writes, more than 1,024, or a statement that no reader takes: the program is wrong
 */
export const signBatch = ({ crypto, secretKey, writes, ...draft }: BatchDraft): Batch => {
  const root = hashName(treeRoot(crypto.sha256, leafHashesOf(crypto, writes)));
  const statement = { ...draft, size: writes.length, root };
  const statementBytes = encodeStatement(statement);
  return { statement, statementBytes, signature: crypto.sign(secretKey, signedBytes(statementBytes)), writes };
};

/** Why a signature over a statement does not hold under a key; undefined where it does. */
export const signatureFault = (
  { verify }: Pick<Crypto, 'verify'>,
  publicKey: Uint8Array,
  { statementBytes, signature }: Pick<Batch, 'statementBytes' | 'signature'>,
): WireFailure | undefined =>
  verify(publicKey, signedBytes(statementBytes), signature)
    ? undefined
    : refused('bad_signature', 'The signature of the batch does not verify under the key of the device.');

/**
 * Verifies a whole batch: its signature, and its root by hashing the leaves as they came.
 * The payloads are not looked at: see `payloadMatches`.
 *
 * @returns the ids of the writes, in their order; `bad_signature` or `root_mismatch` where the batch is refused
 */
export const verifyBatch = (
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
  publicKey: Uint8Array,
  batch: Batch,
): WireResult<readonly string[]> => {
  const { statement, writes } = batch;
  if (writes.length !== statement.size || writes.length > maxBatchSize) {
    return refused(
      'root_mismatch',
      `The batch carries ${writes.length} writes, and its statement signs another number.`,
    );
  }
  const fault = signatureFault(crypto, publicKey, batch);
  if (fault !== undefined) return fault;
  const hashes = leafHashesOf(crypto, writes);
  if (!namesHash(statement.root, treeRoot(crypto.sha256, hashes))) {
    return refused('root_mismatch', 'The leaves of the batch do not hash to the root that its statement signs.');
  }
  return accepted(hashes.map(hashName));
};
