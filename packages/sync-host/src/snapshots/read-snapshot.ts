import { createControlLog } from '@sourceos/sync-kernel';
import type { RelayLink, SyncFault } from '../device/relay-link.js';
import { epochOfSealed } from '../device/sealed-for-scope.js';
import { done } from '../failure.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import { parseSnapshot, type SnapshotFrame } from '../relay-client/snapshot-frame.js';
import { hashOf } from '../store/hash.js';
import { openContent, parseParts } from './sealed-snapshot.js';
import { unpackContent } from './snapshot-content.js';
import { refused, type SnapshotRefusal } from './snapshot-code.js';
import { takeAhead } from './take-ahead.js';

/** What a snapshot says that it holds. It is not believed before it is proved to be the relay's log. */
export interface ReadSnapshot {
  readonly upTo: number;
  readonly root: string;
  /** From the first entry of the log up to `upTo`. */
  readonly entries: readonly RelayEntry[];
}

type Read = { readonly ok: true; readonly value: ReadSnapshot } | SnapshotRefusal | SyncFault;

/** Fetches the newest snapshot; a refusal where there is none for this scope beyond what is here. */
const fetchFrame = async ({ client, parts }: RelayLink, beyond: number) => {
  const { scopeId } = parts.row;
  const answer = await client.snapshot(scopeId);
  if (!answer.ok) {
    if (answer.code === 'nothing_there') return refused('snapshot_missing', 'The relay has no snapshot.');
    if (answer.code === 'answer_too_large')
      return refused('snapshot_malformed', 'It exceeds what a snapshot may have.');
    return answer;
  }
  const frame = parseSnapshot(answer.value);
  if (frame === undefined) return refused('snapshot_malformed', 'The bytes are no snapshot.');
  const { statement, content } = frame;
  if (statement.scopeId !== scopeId) return refused('snapshot_malformed', 'It is one of another scope.');
  if (statement.hash !== hashOf(content)) return refused('snapshot_malformed', 'Its statement is about other bytes.');
  return statement.upTo <= beyond
    ? refused('snapshot_older', `It holds ${statement.upTo} entries, and ${beyond} are here.`)
    : done(frame);
};

/**
 * Whether a device that the scope has or had signed the statement. Who was removed since may have made it: nobody is
 * believed for what it holds. A device that just joined knows the others by the records that came with it.
 */
const isSigned = (
  { parts, core }: RelayLink,
  { statement, statementBytes, signature }: SnapshotFrame,
  records: readonly Uint8Array[],
): boolean => {
  const { crypto } = parts.options;
  const { scopeId, genesis } = parts.row;
  let key = core.log().view().deviceKey(statement.deviceId);
  if (key === undefined) {
    const log = createControlLog({ scopeId, crypto, root: genesis });
    for (const record of core.log().records()) log.add(record);
    for (const record of records) log.add(record);
    key = log.view().deviceKey(statement.deviceId);
  }
  return key !== undefined && crypto.verify(key, statementBytes, signature);
};

/** Fetches the newest snapshot, checks who made it and opens it. `beyond`: entries up to this one are here. */
export const readSnapshot = async (link: RelayLink, beyond: number): Promise<Read> => {
  const { core, parts } = link;
  const { crypto } = parts.options;
  const { scopeId } = parts.row;
  const fetched = await fetchFrame(link, beyond);
  if (!fetched.ok) return fetched;
  const frame = fetched.value;
  const { upTo, root, deviceId } = frame.statement;
  const inside = parseParts(frame.content);
  const epoch = inside === undefined ? undefined : epochOfSealed(inside.sealed);
  if (inside === undefined || epoch === undefined) return refused('snapshot_malformed', 'There is nothing in it.');
  if (!isSigned(link, frame, inside.records)) {
    return refused('snapshot_signature', `No key of ${deviceId} that the scope knows signed it.`);
  }
  let packed = openContent({ crypto, scopeId }, inside.sealed, core.keys.of(epoch));
  if (packed === undefined && (core.keys.of(epoch).length === 0 || core.keys.isMissing(epoch))) {
    const ahead = await takeAhead(link, inside.records, upTo);
    if (!ahead.ok) return ahead;
    packed = openContent({ crypto, scopeId }, inside.sealed, core.keys.of(epoch));
  }
  if (packed === undefined) return refused('snapshot_sealed', `No key of epoch ${epoch} that is here opens it.`);
  const entries = await unpackContent(packed, inside.records);
  return entries?.length === upTo
    ? done({ upTo, root, entries })
    : refused('snapshot_malformed', `It does not hold the ${upTo} entries that its statement says.`);
};
