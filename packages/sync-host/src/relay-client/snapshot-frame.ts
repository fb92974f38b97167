import { canonicalBytes, parseJson } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { hashSchema, scopeSchema } from './protocol.js';

/** Bytes that a snapshot may have as it travels: what a relay takes in one request. */
export const maxSnapshotBytes = 64 * 1_048_576;
/** Bytes that its statement may have. */
const maxStatementBytes = 16_384;
const signatureBytes = 64;

const statementSchema = z.strictObject({
  context: z.literal('sourceos.relay-snapshot.v1'),
  scopeId: scopeSchema,
  /** Who made it. */
  deviceId: z.string().max(1_024).startsWith('urn:srcos:'),
  /** The last entry of the relay's log that it holds. */
  upTo: z.int().min(1),
  /** The root of the log's tree at that size. */
  root: hashSchema,
  /** SHA-256 of the bytes after the statement. */
  hash: hashSchema,
});
/** What a device signs of a snapshot (docs/relay.md). */
export type SnapshotStatement = z.infer<typeof statementSchema>;

/** A snapshot as it travels. */
export interface SnapshotFrame {
  readonly statement: SnapshotStatement;
  /** What the signature is over. */
  readonly statementBytes: Uint8Array;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
  readonly content: Uint8Array;
}

/** The bytes that a device signs of a snapshot (RFC 8785). */
export const snapshotStatementBytes = (statement: SnapshotStatement): Uint8Array => canonicalBytes({ ...statement });

/** A snapshot's bytes: u32 length and canonical JSON of the statement, 64 bytes of signature, the content. */
export const encodeSnapshot = ({
  statementBytes,
  signature,
  content,
}: Omit<SnapshotFrame, 'statement'>): Uint8Array => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, statementBytes.length);
  return Buffer.concat([length, statementBytes, signature, content]);
};

/** Reads a snapshot's outside; undefined where the bytes are none, or the statement is not the canonical JSON of one. */
export const parseSnapshot = (bytes: Uint8Array): SnapshotFrame | undefined => {
  if (bytes.length < 4 || bytes.length > maxSnapshotBytes) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = 4 + length + signatureBytes;
  if (length > maxStatementBytes || end > bytes.length) return undefined;
  const statementBytes = bytes.subarray(4, 4 + length);
  const json = parseJson(statementBytes);
  const parsed = json.ok ? statementSchema.safeParse(json.value).data : undefined;
  if (parsed === undefined || Buffer.compare(snapshotStatementBytes(parsed), statementBytes) !== 0) return undefined;
  return {
    statement: parsed,
    statementBytes,
    signature: bytes.subarray(4 + length, end),
    content: bytes.subarray(end),
  };
};
