import { hashName } from '@sourceos/sync-kernel/wire';
import { isFault, noteFault, type RelayLink, type SyncFault } from '../device/relay-link.js';
import { takePage, type Taken } from '../device/take-page.js';
import { watchedOf } from '../device/watched.js';
import { done } from '../failure.js';
import { proves, takeNewest } from '../relay-client/observe-head.js';
import { entryLeaf, foldEntries } from '../relay-client/take-entries.js';
import { foldLeaf, foldRoot } from '../relay-client/tree-fold.js';
import { noteKnown } from './known-snapshot.js';
import { readSnapshot } from './read-snapshot.js';
import { refused, type SnapshotRefusal } from './snapshot-code.js';

export interface TakenSnapshot extends Taken {
  readonly upTo: number;
}

type Result = { readonly ok: true; readonly value: TakenSnapshot } | SnapshotRefusal | SyncFault;

/**
 * Takes what a snapshot holds beyond what is here, in one transaction with the cursor behind it. Its author is believed
 * nothing: the entries have to fold into the tree of the relay's signed head, as pages of the log do, and each write in
 * them passes the gate. What is refused leaves everything as it was, and says nothing against the relay, which cannot
 * read what a device sealed.
 */
export const takeSnapshot = async (link: RelayLink): Promise<Result> => {
  const { parts, client, state } = link;
  const { crypto, store } = parts.options;
  const { scopeId } = parts.row;
  const read = await readSnapshot(link, state.get().fold.size);
  if (!read.ok) return read;
  const { upTo, root, entries } = read.value;
  const { fold } = state.get();
  const fresh = entries.slice(fold.size);
  const folded = fresh.reduce((tree, entry) => foldLeaf(crypto.sha256, tree, entryLeaf(entry)), fold);
  const rootHere = foldRoot(crypto.sha256, folded);
  if (hashName(rootHere) !== root) {
    return refused('snapshot_contradicts', `What it holds does not make the log of ${upTo} entries that it says.`);
  }
  const answer = await client.head(scopeId, upTo);
  // A relay may refuse to prove what is longer than its log.
  if (!answer.ok) {
    return answer.code === 'relay_refused'
      ? refused('snapshot_contradicts', `The relay proves no log of ${upTo} entries.`)
      : answer;
  }
  const { head, proof } = answer.value;
  const newest = takeNewest(crypto, state.get(), head);
  if (isFault(newest)) return noteFault(link, newest);
  if (head.size < upTo || !proves(crypto, upTo, rootHere, head, proof)) {
    return refused('snapshot_contradicts', `The relay's log of ${head.size} entries does not begin with it.`);
  }
  // It is the relay's own log: what does not fit its receipts and its other heads is said of the relay.
  const next = foldEntries(crypto, newest, fresh, watchedOf(link, fresh));
  if (isFault(next)) return noteFault(link, next);
  const taken = await takePage(link, fresh, next);
  if (!taken.ok) return taken;
  noteKnown(store, scopeId, upTo);
  return done({ ...taken.value, upTo });
};
