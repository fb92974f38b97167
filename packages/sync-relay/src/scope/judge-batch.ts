import { parseBatch, parseLeaf, verifyBatch, type Batch, type Crypto } from '@sourceos/sync-kernel/wire';
import { done, refuse, type Outcome } from '../protocol/problem.js';
import type { Session } from '../session/sessions.js';

/** The one collection that all leaves of a batch name; empty where there is none. Leaves are read by devices, not here. */
const collectionOf = ({ writes }: Batch): string => {
  let collection: string | undefined;
  for (const { leaf } of writes) {
    const parsed = parseLeaf(leaf);
    if (!parsed.ok || parsed.value.header.collection.length > 128) return '';
    collection ??= parsed.value.header.collection;
    if (collection !== parsed.value.header.collection) return '';
  }
  return collection ?? '';
};

/** Judges a batch at the door: its frame, its scope, its device, its signature and root. Payloads stay sealed. */
export const judgeBatch = (
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
  scopeId: string,
  { deviceId, publicKey }: Session,
  bytes: Uint8Array,
): Outcome<{ readonly collection: string }> => {
  const batch = parseBatch(bytes);
  if (!batch.ok) return refuse('batch_malformed', batch.message);
  const { statement } = batch.value;
  if (statement.scopeId !== scopeId) return refuse('batch_scope', 'The batch is signed for another scope.');
  if (statement.deviceId !== deviceId) return refuse('batch_device', 'The batch is signed by another device.');
  const verified = verifyBatch(crypto, publicKey, batch.value);
  return verified.ok ? done({ collection: collectionOf(batch.value) }) : refuse('batch_signature', verified.message);
};
