import { concatBytes, equalBytes, readUint32, writeUint32 } from './bytes.js';
import type { Batch, WriteBytes } from './batch.js';
import { accepted, refused, type WireResult } from './failure.js';
import { maxLeafBytes } from './header.js';
import { maxBatchSize, maxStatementBytes, parseStatement } from './statement.js';

/** Bytes that a payload may have: 1 MiB. */
export const maxPayloadBytes = 1_048_576;

/** Bytes that a batch may have as it travels: 64 MiB. */
export const maxBatchBytes = 67_108_864;

/** `SOSB` and the version of the frame. */
const magic = Uint8Array.of(0x53, 0x4f, 0x53, 0x42, 1);
const signatureBytes = 64;

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  writeUint32(bytes, 0, value);
  return bytes;
};

/**
 * A batch as it travels. All numbers are unsigned, of 32 bits, most significant byte first: magic and version,
 * length and bytes of the statement, signature, number of writes, and of each write length and bytes of its leaf and
 * length and bytes of its payload.
 *
 * @throws TypeError where the batch exceeds a bound of `parseBatch`: the program is wrong
 */
export const encodeBatch = ({ statementBytes, signature, writes }: Batch): Uint8Array => {
  if (signature.length !== signatureBytes) throw new TypeError('A signature has 64 bytes.');
  const parts = [magic, uint32(statementBytes.length), statementBytes, signature, uint32(writes.length)];
  for (const { leaf, payload } of writes) {
    if (leaf.length > maxLeafBytes) throw new TypeError(`A leaf has at most ${maxLeafBytes} bytes.`);
    if (payload.length > maxPayloadBytes) throw new TypeError(`A payload has at most ${maxPayloadBytes} bytes.`);
    parts.push(uint32(leaf.length), leaf, uint32(payload.length), payload);
  }
  const bytes = concatBytes(...parts);
  if (bytes.length > maxBatchBytes) throw new TypeError(`A batch has at most ${maxBatchBytes} bytes.`);
  return bytes;
};

/** A write where it lies in its batch. Its two byte strings are views, made when asked for: most are read once. */
class FramedWrite implements WriteBytes {
  readonly #batch: Uint8Array;
  readonly #leafAt: number;
  readonly #leafEnd: number;
  readonly #payloadAt: number;
  readonly #payloadEnd: number;

  constructor(batch: Uint8Array, leafAt: number, leafEnd: number, payloadAt: number, payloadEnd: number) {
    this.#batch = batch;
    this.#leafAt = leafAt;
    this.#leafEnd = leafEnd;
    this.#payloadAt = payloadAt;
    this.#payloadEnd = payloadEnd;
  }

  get leaf(): Uint8Array {
    return this.#batch.subarray(this.#leafAt, this.#leafEnd);
  }

  get payload(): Uint8Array {
    return this.#batch.subarray(this.#payloadAt, this.#payloadEnd);
  }
}

const truncated = () => refused('malformed', 'The batch ends in the middle.');

/**
 * Reads a batch's frame. Nothing is copied: every byte string is a view into `bytes`, which must not change after.
 * Leaves stay unread (`parseLeaf`), and nothing is verified (`verifyBatch`).
 *
 * @returns `malformed` or `too_large` where it is none
 */
export const parseBatch = (bytes: Uint8Array): WireResult<Batch> => {
  if (bytes.length > maxBatchBytes) {
    return refused('too_large', `The batch has ${bytes.length} bytes, more than ${maxBatchBytes}.`);
  }
  if (!equalBytes(bytes.subarray(0, magic.length), magic)) {
    return refused('malformed', 'The bytes are no batch of version 1.');
  }
  let at = magic.length;
  const has = (length: number): boolean => length <= bytes.length - at;
  const take = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  /** Goes over a byte string with its length before it; where it lies, or why it cannot: `too_large`, or the end. */
  const skipSized = (most: number): number | 'too_large' | 'truncated' => {
    if (!has(4)) return 'truncated';
    const length = readUint32(bytes, at);
    if (length > most) return 'too_large';
    at += 4;
    if (!has(length)) return 'truncated';
    at += length;
    return at - length;
  };
  /** The next byte string with its length before it; undefined where the bytes end first. */
  const takeSized = (most: number): Uint8Array | number | undefined => {
    if (!has(4)) return undefined;
    const length = readUint32(bytes, at);
    if (length > most) return length;
    at += 4;
    return has(length) ? take(length) : undefined;
  };

  const statementBytes = takeSized(maxStatementBytes);
  if (statementBytes === undefined) return truncated();
  if (typeof statementBytes === 'number') {
    return refused('too_large', `The statement has ${statementBytes} bytes, more than ${maxStatementBytes}.`);
  }
  const statement = parseStatement(statementBytes);
  if (!statement.ok) return statement;
  if (!has(signatureBytes + 4)) return truncated();
  const signature = take(signatureBytes);
  const count = readUint32(take(4), 0);
  if (count > maxBatchSize) return refused('too_large', `The batch has ${count} writes, more than ${maxBatchSize}.`);

  const writes: WriteBytes[] = [];
  for (let i = 0; i < count; i += 1) {
    const leafAt = skipSized(maxLeafBytes);
    const leafEnd = at;
    const payloadAt = typeof leafAt === 'number' ? skipSized(maxPayloadBytes) : leafAt;
    if (leafAt === 'too_large' || payloadAt === 'too_large') {
      return refused('too_large', `The leaf or payload of write ${i} exceeds its bound.`);
    }
    if (leafAt === 'truncated' || payloadAt === 'truncated') return truncated();
    writes.push(new FramedWrite(bytes, leafAt, leafEnd, payloadAt, at));
  }
  if (at !== bytes.length) return refused('malformed', `The batch is followed by ${bytes.length - at} more bytes.`);
  return accepted({ statement: statement.value, statementBytes, signature, writes });
};
