import type { Decision } from '@sourceos/sync-kernel';
import { done, failed } from '../failure.js';
import type { EntryPlace, LogState } from '../relay-client/log-state.js';
import { proves, takeNewest } from '../relay-client/observe-head.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import type { RelayFault } from '../relay-client/relay-failure.js';
import { foldEntries } from '../relay-client/take-entries.js';
import { foldRoot } from '../relay-client/tree-fold.js';
import { isFault, noteFault, type RelayLink, type SyncFault } from './relay-link.js';
import { takePage } from './take-page.js';

/** Entries asked for at once: as many as a page of the protocol holds. */
const pageEntries = 256;
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
}

export type PullResult = { readonly ok: true; readonly value: Pulled } | SyncFault;

/** The hashes of those entries that wait here to be sent: their receipt was lost on the way. */
const watchedOf = ({ parts }: RelayLink, entries: readonly RelayEntry[]): ReadonlySet<string> => {
  const { store } = parts.options;
  const { scopeId } = parts.row;
  // Nearly always nothing waits while pages come, and no entry has to be looked up.
  const waiting = store.outboxLength(scopeId);
  if (waiting.ok && waiting.value === 0) return new Set();
  const queued = entries.filter(({ hash }) => {
    const known = store.isQueued(scopeId, hash);
    return known.ok && known.value;
  });
  return new Set(queued.map(({ hash }) => hash));
};

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

/** One page: asked for, folded, proved, taken in. `undefined` in place of its result: there is nothing more. */
const pullPage = async (link: RelayLink): Promise<PullResult | undefined> => {
  const { parts, client, state } = link;
  const { crypto } = parts.options;
  const before = state.get();
  const answer = await client.entries(parts.row.scopeId, before.fold.size, pageEntries);
  if (!answer.ok) return answer;
  const { head, entries } = answer.value;
  const newest = takeNewest(crypto, before, head);
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
  const taken = await takePage(link, entries, proved);
  if (!taken.ok) return taken;
  const { fresh, changed, writes, unlocks } = taken.value;
  const gossip = entries.filter(
    ({ kind, deviceId }) => kind === 'gossip' && deviceId !== parts.options.keyring.deviceId,
  );
  return done({ fresh, writes, unlocks, decisions: changed, gossip });
};

const nothing: Pulled = { fresh: 0, writes: false, unlocks: false, decisions: [], gossip: [] };

/** Gossip is about newer heads each time: the last is what counts. */
const maxGossip = 256;

const joinPulled = (a: Pulled, b: Pulled): Pulled => ({
  fresh: a.fresh + b.fresh,
  writes: a.writes || b.writes,
  unlocks: a.unlocks || b.unlocks,
  decisions: [...a.decisions, ...b.decisions],
  gossip: [...a.gossip, ...b.gossip].slice(-maxGossip),
});

/** Fetches what the relay has beyond what is here, page by page, each durable before the next. */
export const pull = async (link: RelayLink): Promise<PullResult> => {
  let all = nothing;
  for (let page = 0; page < maxPages && !link.stopping(); page += 1) {
    if (link.state.get().unread.length > maxUnread) {
      return failed('answer_too_large', `More than ${maxUnread} entries are sealed under keys that are not here.`);
    }
    const pulled = await pullPage(link);
    if (pulled === undefined) break;
    if (!pulled.ok) return pulled;
    all = joinPulled(all, pulled.value);
  }
  return done(all);
};

/** Entries that are fetched again before they are taken in. */
const againAtOnce = 64;

/** Fetches some entries again, each by its place, and takes them in. */
const readPlaces = async (link: RelayLink, places: readonly EntryPlace[]): Promise<PullResult> => {
  const { client, parts, state } = link;
  const entries: RelayEntry[] = [];
  for (const place of places) {
    const answer = await client.entries(parts.row.scopeId, place.sequence - 1, 1);
    if (!answer.ok) return answer;
    const [entry] = answer.value.entries;
    if (entry?.sequence !== place.sequence || entry.hash !== place.hash) {
      return failed('entries_contradict', `The relay sends another entry ${place.sequence} than before.`);
    }
    entries.push(entry);
  }
  const again = new Set(places);
  const others = state.get().unread.filter((place) => !again.has(place));
  const taken = await takePage(link, entries, { ...state.get(), unread: others });
  if (!taken.ok) return taken;
  const { fresh, changed, writes, unlocks } = taken.value;
  return done({ fresh, writes, unlocks, decisions: changed, gossip: [] });
};

/** Fetches again what could not be read when it came. What still cannot stays noted. */
export const readAgain = async (link: RelayLink): Promise<PullResult> => {
  const places = link.state.get().unread;
  let all = nothing;
  for (let at = 0; at < places.length && !link.stopping(); at += againAtOnce) {
    const read = await readPlaces(link, places.slice(at, at + againAtOnce));
    if (!read.ok) return read;
    all = joinPulled(all, read.value);
  }
  return done(all);
};
