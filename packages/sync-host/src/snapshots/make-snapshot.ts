import { hashName } from '@sourceos/sync-kernel/wire';
import type { RelayLink } from '../device/relay-link.js';
import { done } from '../failure.js';
import { maxPageEntries } from '../relay-client/frames.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import { encodeSnapshot, maxSnapshotBytes, snapshotStatementBytes } from '../relay-client/snapshot-frame.js';
import { entryLeaf } from '../relay-client/take-entries.js';
import { emptyFold, foldLeaf, foldRoot } from '../relay-client/tree-fold.js';
import { hashOf } from '../store/hash.js';
import { knownSnapshot, noteKnown } from './known-snapshot.js';
import { readSnapshot } from './read-snapshot.js';
import { sealEntries } from './sealed-snapshot.js';
import { isRefusal, refused, reportOf, type SnapshotRefusal, type SnapshotReport } from './snapshot-code.js';
import { maxContentBytes } from './snapshot-content.js';

type Entries = { readonly ok: true; readonly value: readonly RelayEntry[] } | SnapshotRefusal;

/** The log up to an entry: what a snapshot has of it, and the rest by pages. */
const readLog = async (link: RelayLink, upTo: number, begun: readonly RelayEntry[]): Promise<Entries> => {
  const { client, parts, stopping } = link;
  const entries = [...begun];
  let bytes = begun.reduce((sum, entry) => sum + (entry.bytes?.length ?? 0), 0);
  while (entries.length < upTo && !stopping()) {
    const limit = Math.min(maxPageEntries, upTo - entries.length);
    const answer = await client.entries(parts.row.scopeId, entries.length, limit);
    if (!answer.ok) return refused('snapshot_unmakeable', answer.message);
    if (answer.value.entries.length === 0) break;
    for (const entry of answer.value.entries) {
      bytes += entry.bytes?.length ?? 0;
      entries.push(entry);
    }
    if (bytes > maxContentBytes) return refused('snapshot_unmakeable', 'The log is too large for a snapshot.');
  }
  const { crypto } = parts.options;
  const folded = entries.reduce((tree, entry) => foldLeaf(crypto.sha256, tree, entryLeaf(entry)), emptyFold);
  const { fold } = link.state.get();
  return hashName(foldRoot(crypto.sha256, folded)) === hashName(foldRoot(crypto.sha256, fold))
    ? done(entries)
    : refused('snapshot_contradicts', `The relay does not give the log of ${upTo} entries that it gave before.`);
};

/** The log as the newest snapshot begins it, or from its start where that snapshot is none of this log. */
const wholeLog = async (link: RelayLink, upTo: number, begun: readonly RelayEntry[]): Promise<Entries> => {
  const read = await readLog(link, upTo, begun);
  return read.ok || begun.length === 0 || read.code !== 'snapshot_contradicts' ? read : readLog(link, upTo, []);
};

/** How many entries more than a snapshot holds are worth another: so many, and a quarter of what it holds. */
const isDue = (size: number, held: number, every: number): boolean => size - held >= Math.max(every, held / 4);

const make = async (link: RelayLink, every: number): Promise<SnapshotReport | undefined> => {
  const { parts, core, client, state } = link;
  const { store, crypto, keyring, random } = parts.options;
  const { scopeId } = parts.row;
  const upTo = state.get().fold.size;
  const { deviceId } = keyring;
  const sealing = core.keys.sealing();
  const view = core.log().view();
  if (!sealing.ok || !view.members().some((member) => member.deviceId === deviceId)) return undefined;

  const last = await readSnapshot(link, 0);
  if (!last.ok && !isRefusal(last)) return undefined;
  const begun = last.ok && last.value.upTo <= upTo ? last.value.entries : [];
  const newest = last.ok ? last.value.upTo : 0;
  noteKnown(store, scopeId, newest);
  if (!isDue(upTo, newest, every)) return undefined;

  const log = await wholeLog(link, upTo, begun);
  if (!log.ok) return reportOf(log);
  const content = await sealEntries({ crypto, scopeId, ...sealing, random, entries: log.value });
  if (content === undefined) {
    noteKnown(store, scopeId, upTo);
    return reportOf(refused('snapshot_unmakeable', 'The log is too large for a snapshot, or not all there.'));
  }
  const root = hashName(foldRoot(crypto.sha256, state.get().fold));
  const context = 'sourceos.relay-snapshot.v1';
  const statementBytes = snapshotStatementBytes({ context, scopeId, deviceId, upTo, root, hash: hashOf(content) });
  const signature = crypto.sign(keyring.signingSecret, statementBytes);
  const bytes = encodeSnapshot({ statementBytes, signature, content });
  if (bytes.length > maxSnapshotBytes) {
    noteKnown(store, scopeId, upTo);
    return reportOf(refused('snapshot_unmakeable', `It would have ${bytes.length} bytes.`));
  }
  const put = await client.putSnapshot(scopeId, bytes);
  // Asked again after as many entries more, whatever the reason was.
  noteKnown(store, scopeId, upTo);
  return put.ok ? { kind: 'made', upTo } : reportOf(refused('snapshot_untaken', put.message));
};

/**
 * Makes a snapshot of the relay's log and gives it to the relay, where that log grew enough since the last one. It is
 * made of what the relay sends, proved once more to be the log that this device took in, and nothing in it is opened:
 * what was sealed under an earlier epoch stays sealed under it.
 *
 * @param every entries that the log grew by at least
 * @returns undefined where none is due, or this device cannot seal one now
 */
export const makeSnapshot = async (link: RelayLink, every: number): Promise<SnapshotReport | undefined> => {
  const known = knownSnapshot(link.parts.options.store, link.parts.row.scopeId);
  return isDue(link.state.get().fold.size, known, every) && !link.stopping() ? make(link, every) : undefined;
};
