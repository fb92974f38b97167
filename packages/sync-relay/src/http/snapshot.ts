import { canonicalBytes, hashName, hashOfName, parseJson } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done, refuse, type Outcome } from '../protocol/problem.js';
import { contexts, hashOf, snapshotBytes } from '../protocol/statements.js';
import type { ScopeLog } from '../scope/scope-log.js';
import type { Session } from '../session/sessions.js';
import type { StoredSnapshot } from '../store/store.js';
import { readEdge, rootOfEdge } from '../tree/tree.js';
import type { RelayParts } from './context.js';

const statementSchema = z.strictObject({
  context: z.literal(contexts.snapshot),
  scopeId: z.string(),
  deviceId: z.string(),
  upTo: z.int().min(1),
  root: z.string().refine((name) => hashOfName(name) !== undefined),
  hash: z.string(),
});

/** A snapshot as it travels: u32 length and canonical JSON of the statement, 64 bytes of signature, the sealed bytes. */
export const encodeSnapshot = ({ statement, signature, sealed }: Omit<StoredSnapshot, 'upTo'>): Uint8Array => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(statement.length, 0);
  return Buffer.concat([length, statement, signature, sealed]);
};

/** Judges a snapshot: of this scope, of the session's device, of what the log really was at that size. */
export const judgeSnapshot = async (
  { crypto, store }: RelayParts,
  scope: ScopeLog,
  session: Session,
  body: Buffer,
): Promise<Outcome<StoredSnapshot>> => {
  if (body.length < 4 || body.length - 68 < body.readUInt32BE(0))
    return refuse('malformed', 'The body is no snapshot.');
  const end = 4 + body.readUInt32BE(0);
  const statement = body.subarray(4, end);
  const signature = body.subarray(end, end + 64);
  const sealed = body.subarray(end + 64);
  const json = parseJson(statement);
  const parsed = json.ok ? statementSchema.safeParse(json.value) : undefined;
  if (!json.ok || parsed?.success !== true || !statement.equals(canonicalBytes(json.value))) {
    return refuse('malformed', 'The statement of the snapshot is not the canonical JSON of one.');
  }
  const { scopeId, deviceId, upTo, root, hash } = parsed.data;
  if (scopeId !== scope.scopeId || deviceId !== session.deviceId || hash !== hashOf(sealed)) {
    return refuse('snapshot_refused', 'The statement names another scope, another device or other bytes.');
  }
  if (!crypto.verify(session.publicKey, snapshotBytes({ scopeId, deviceId, upTo, root, hash }), signature)) {
    return refuse('snapshot_refused', 'The signature of the snapshot does not verify.');
  }
  if (upTo > scope.size()) return refuse('snapshot_refused', 'The log is not that long.');
  const edge = await readEdge((nodes) => store.nodes(scopeId, nodes), upTo);
  if (hashName(rootOfEdge(edge)) !== root) return refuse('snapshot_refused', 'The log had another root at that size.');
  return done({ upTo, statement, signature, sealed });
};
