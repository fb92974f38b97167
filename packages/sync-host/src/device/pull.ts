import type { Decision } from '@sourceos/sync-kernel';
import { done, failed } from '../failure.js';
import type { LogState } from '../relay-client/log-state.js';
import { isRead, longestHead, noteHead, proves, takeNewest } from '../relay-client/observe-head.js';
import { maxPageEntries } from '../relay-client/frames.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import type { RelayFault } from '../relay-client/relay-failure.js';
import { foldEntries } from '../relay-client/take-entries.js';
import { foldRoot } from '../relay-client/tree-fold.js';
import { isFault, noteFault, type RelayLink, type SyncFault } from './relay-link.js';
import { isRefusal, reportOf, type SnapshotReport } from '../snapshots/snapshot-code.js';
import { takeSnapshot } from '../snapshots/take-snapshot.js';
import { hasGaps, isFarBehind } from '../snapshots/when-wanted.js';
import { takePage } from './take-page.js';
import { watchedOf } from './watched.js';

/** Pages that one pull takes: a relay that feeds without end does not keep a device from anything else. */
const maxPages = 4_096;
/** Entries that no key here opens, of which a place is kept. */
const maxUnread = 4_096;

export interface Pulled {
  readonly fresh: number;
  readonly writes: boolean;
  readonly unlocks: boolean;
  readonly decisions: readonly Decision[];
  /** What others put into the log about its heads, by entry. */
  readonly gossip: readonly RelayEntry[];
  /** What became of a snapshot, where one was asked for. */
  readonly snapshot?: SnapshotReport;
}

export type PullResult = { readonly ok: true; readonly value: Pulled } | SyncFault;
type PageResult = { readonly ok: true; readonly value: Pulled & { readonly asked: boolean } } | SyncFault;

/** Proves that what a tree was folded from begins the log under a head that the relay signed. */
const proveFold = async (link: RelayLink, folded: LogState): Promise<LogState | RelayFault> => {
  const { crypto } = link.parts.options;
  const { size } = folded.fold;
  // On the way the tree had to pass through every head that is known: with one of its own size it is proved.
  if (folded.newest?.size === size) return folded;
  const answer = await link.client.head(link.parts.row.scopeId, size);
  if (!answer.ok) return answer;
  const { head, proof } = answer.value;
  const newest = takeNewest(crypto, folded, head);
  if (isFault(newest)) return newest;
  return head.size >= size && proves(crypto, size, foldRoot(crypto.sha256, folded.fold), head, proof)
    ? newest
    : failed(
        'entries_contradict',
        `The relay does not prove that its log of ${head.size} entries begins with those ${size} that it sent.`,
      );
};

/** In place of a page: the relay dropped bytes that are not here, and a snapshot may have them. */
const pruned = Symbol('pruned');

/**
 * One page: from the feed or asked for, folded, proved, taken in. `undefined` in place of its result: there is nothing
 * more.
 */
const pullPage = async (link: RelayLink): Promise<PageResult | typeof pruned | undefined> => {
  const { parts, client, state, offered } = link;
  const { crypto } = parts.options;
  const before = state.get();
  const sent = offered.next(state.relayId, before);
  if (sent === undefined) offered.asking();
  const answer =
    sent === undefined ? await client.entries(parts.row.scopeId, before.fold.size, maxPageEntries) : done(sent);
  if (!answer.ok) return answer;
  const { head, entries } = answer.value;
  // The feed's word was on the way while others came, and may be older than they: only an answer must not be.
  const isOlder = sent !== undefined && head.size < (longestHead(before)?.size ?? 0);
  const newest = isOlder ? noteHead(crypto, before, head) : takeNewest(crypto, before, head);
  if (isFault(newest)) return noteFault(link, newest);
  if (entries.length === 0) {
    const kept = state.keep(newest);
    if (!kept.ok) return kept;
    if (head.size <= newest.fold.size) return undefined;
    return failed(
      'entries_withheld',
      `The relay signed that it has ${head.size} entries, and sends none after ${newest.fold.size}.`,
    );
  }
  const kept = entries.findIndex(({ kind, bytes }) => kind === 'control' && bytes === undefined);
  if (kept !== -1) return failed('entries_withheld', 'The relay does not send a control record that it has to keep.');
  const folded = foldEntries(crypto, newest, entries, watchedOf(link, entries));
  if (isFault(folded)) return noteFault(link, folded);
  const proved = await proveFold(link, folded);
  if (isFault(proved)) {
    // The head was signed, whatever became of the entries: it is what no later answer may fall behind.
    const noted = proved.state === undefined ? state.keep(newest) : done(undefined);
    return noted.ok ? noteFault(link, proved) : noted;
  }
  if (hasGaps(entries, before)) {
    const noted = state.keep(newest);
    return noted.ok ? pruned : noted;
  }
  const taken = await takePage(link, entries, proved);
  if (!taken.ok) return taken;
  const { fresh, changed, writes, unlocks } = taken.value;
  const gossip = entries.filter(
    ({ kind, deviceId }) => kind === 'gossip' && deviceId !== parts.options.keyring.deviceId,
  );
  return done({ fresh, writes, unlocks, decisions: changed, gossip, asked: sent === undefined });
};

/** A pull that brought nothing. */
export const nothing: Pulled = { fresh: 0, writes: false, unlocks: false, decisions: [], gossip: [] };

/** Gossip is about newer heads each time: the last is what counts. */
const maxGossip = 256;

/** Two pulls as one, the later one last. */
export const joinPulled = (a: Pulled, b: Pulled): Pulled => ({
  fresh: a.fresh + b.fresh,
  writes: a.writes || b.writes,
  unlocks: a.unlocks || b.unlocks,
  decisions: [...a.decisions, ...b.decisions],
  gossip: [...a.gossip, ...b.gossip].slice(-maxGossip),
  ...((b.snapshot ?? a.snapshot) !== undefined && { snapshot: b.snapshot ?? a.snapshot }),
});

/** Takes the newest snapshot. One that is refused changes nothing, and is told of. */
const pullSnapshot = async (link: RelayLink): Promise<PullResult> => {
  const taken = await takeSnapshot(link);
  if (!taken.ok) return isRefusal(taken) ? done({ ...nothing, snapshot: reportOf(taken) }) : taken;
  const { upTo, fresh, changed, writes, unlocks } = taken.value;
  return done({ fresh, writes, unlocks, decisions: changed, gossip: [], snapshot: { kind: 'taken', upTo } });
};

/** What is left where entries have no bytes and no snapshot has them. */
const withheld = ({ snapshot }: Pulled) => {
  const why = snapshot?.kind === 'refused' ? `${snapshot.code}: ${snapshot.message}` : 'its snapshot ends before them';
  return failed('entries_withheld', `The relay dropped entries that are not here, and no snapshot has them (${why}).`);
};

/**
 * Fetches what the relay has beyond what is here: page by page, each durable before the next, and by a snapshot where
 * pages are many or have gaps.
 */
export const pull = async (link: RelayLink): Promise<PullResult> => {
  let all = nothing;
  let triedSnapshot = false;
  for (let page = 0; page < maxPages && !link.stopping(); page += 1) {
    if (link.state.get().unread.length > maxUnread) {
      return failed('answer_too_large', `More than ${maxUnread} entries are sealed under keys that are not here.`);
    }
    const wanted = !triedSnapshot && isFarBehind(link);
    const pulled = wanted ? pruned : await pullPage(link);
    if (pulled === undefined) break;
    if (pulled !== pruned) {
      if (!pulled.ok) return pulled;
      all = joinPulled(all, pulled.value);
      if ((pulled.value.asked || link.mayRest()) && isRead(link.state.get())) break;
      continue;
    }
    if (triedSnapshot) return withheld(all);
    triedSnapshot = true;
    const snapshot = await pullSnapshot(link);
    if (!snapshot.ok) return snapshot;
    all = joinPulled(all, snapshot.value);
  }
  return done(all);
};
