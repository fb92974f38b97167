import { base64urlnopad } from '@scure/base';
import { signatureFault, type Batch } from './batch.js';
import { concatBytes, readUint32, writeUint32 } from './bytes.js';
import type { Crypto } from './crypto.js';
import { accepted, refused, type WireResult } from './failure.js';
import { hashName, namesHash } from './hash-name.js';
import { inclusionPath, rootOfPath } from './merkle-inclusion.js';
import { createTreeHasher, treeLevels } from './merkle-tree.js';
import { maxStatementBytes, parseStatement } from './statement.js';
import type { BatchStatement } from './write.js';

/** Proof that a batch holds a write: what a header's `signature` carries once the write leaves its batch. */
export interface WriteProof {
  readonly statement: BatchStatement;
  readonly statementBytes: Uint8Array;
  /** The signature of the batch. */
  readonly signature: Uint8Array;
  readonly index: number;
  /** Sibling hashes from the leaf upward. */
  readonly path: readonly Uint8Array[];
}

const prefix = 'sosp1.';
/** A tree of 1,024 leaves has ten levels above them. */
const maxPath = 10;
const fixedBytes = 4 + 64 + 4;
const maxText = prefix.length + Math.ceil(((fixedBytes + maxStatementBytes + 32 * maxPath) * 4) / 3);

const encodeProof = ({ statementBytes, signature, index, path }: Omit<WriteProof, 'statement'>): string => {
  const lengths = new Uint8Array(8);
  writeUint32(lengths, 0, statementBytes.length);
  writeUint32(lengths, 4, index);
  const length = lengths.subarray(0, 4);
  return prefix + base64urlnopad.encode(concatBytes(length, statementBytes, signature, lengths.subarray(4), ...path));
};

/**
 * Makes the proofs of a batch's writes; hashes the batch once, so that exporting all of it costs no more than that.
 *
 * @returns a function from a write's index to its proof, which throws RangeError for an index outside the batch
 */
export const createBatchProver = (
  { sha256 }: Pick<Crypto, 'sha256'>,
  { statementBytes, signature, writes }: Batch,
): ((index: number) => string) => {
  const hasher = createTreeHasher(sha256);
  const levels = treeLevels(
    sha256,
    writes.map(({ leaf }) => hasher.leaf(leaf)),
  );
  return (index) => encodeProof({ statementBytes, signature, index, path: inclusionPath(levels, index) });
};

/** The proof of one write of a batch, as text for the header's `signature`. */
export const proveWrite = (crypto: Pick<Crypto, 'sha256'>, batch: Batch, index: number): string =>
  createBatchProver(crypto, batch)(index);

const malformed = (what: string) => refused('malformed', `The proof ${what}.`);

const decode = (text: string): Uint8Array | undefined => {
  try {
    return base64urlnopad.decode(text.slice(prefix.length));
  } catch {
    return undefined;
  }
};

/**
 * Reads a proof without verifying it: to learn whose key to verify it with.
 *
 * @returns `malformed` or `too_large` where it is none
 */
export const parseProof = (text: string): WireResult<WriteProof> => {
  if (text.length > maxText) return refused('too_large', `The proof has more than ${maxText} characters.`);
  if (!text.startsWith(prefix)) return malformed(`does not start with ${prefix}`);
  const bytes = decode(text);
  if (bytes === undefined) return malformed('is not base64url');
  const statementLength = readUint32(bytes, 0);
  const pathLength = bytes.length - fixedBytes - statementLength;
  if (pathLength < 0) return malformed('ends in the middle');
  if (pathLength % 32 !== 0 || pathLength > 32 * maxPath) return malformed('has no path of at most ten hashes');
  const statementBytes = bytes.subarray(4, 4 + statementLength);
  const statement = parseStatement(statementBytes);
  if (!statement.ok) return statement;
  const end = 4 + statementLength;
  const index = readUint32(bytes, end + 64);
  if (index >= statement.value.size) return malformed('is about a write beyond the end of its batch');
  const path: Uint8Array[] = [];
  for (let at = end + 68; at < bytes.length; at += 32) path.push(bytes.subarray(at, at + 32));
  return accepted({
    statement: statement.value,
    statementBytes,
    signature: bytes.subarray(end, end + 64),
    index,
    path,
  });
};

/** A write that proved itself alone. */
export interface ProvenWrite {
  readonly id: string;
  readonly statement: BatchStatement;
  /** Its place in the batch. */
  readonly index: number;
}

/**
 * Verifies a write that left its batch: the signature of the batch, and the path from the leaf to its root.
 *
 * @returns `malformed`, `too_large`, `bad_signature` or `root_mismatch` where it is refused
 */
export const verifyProof = (
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
  publicKey: Uint8Array,
  leaf: Uint8Array,
  text: string,
): WireResult<ProvenWrite> => {
  const proof = parseProof(text);
  if (!proof.ok) return proof;
  const { statement, index, path } = proof.value;
  const fault = signatureFault(crypto, publicKey, proof.value);
  if (fault !== undefined) return fault;
  const leafHash = createTreeHasher(crypto.sha256).leaf(leaf);
  const root = rootOfPath(crypto.sha256, { leafHash, index, size: statement.size, path });
  if (root === undefined || !namesHash(statement.root, root)) {
    return refused('root_mismatch', 'The path does not lead from the leaf to the root that the statement signs.');
  }
  return accepted({ id: hashName(leafHash), statement, index });
};
