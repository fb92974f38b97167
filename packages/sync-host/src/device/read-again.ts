import { done, failed } from '../failure.js';
import type { EntryPlace } from '../relay-client/log-state.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import { readSnapshot } from '../snapshots/read-snapshot.js';
import { isRefusal } from '../snapshots/snapshot-code.js';
import { joinPulled, nothing, type PullResult } from './pull.js';
import type { RelayLink, SyncFault } from './relay-link.js';
import { takePage } from './take-page.js';

/** Entries that are fetched again before they are taken in. */
const againAtOnce = 64;

type Entries = { readonly ok: true; readonly value: readonly RelayEntry[] } | SyncFault;

/** Some entries as the relay's log has them, each by its place. */
const fetchPlaces = async ({ client, parts }: RelayLink, places: readonly EntryPlace[]): Promise<Entries> => {
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
  return done(entries);
};

/** The same, with bytes from a snapshot where the relay dropped them: the hash of each is known, and no proof is needed. */
const withDropped = async (link: RelayLink, entries: readonly RelayEntry[]): Promise<Entries> => {
  if (entries.every(({ bytes }) => bytes !== undefined)) return done(entries);
  const snapshot = await readSnapshot(link, 0);
  if (!snapshot.ok) return isRefusal(snapshot) ? done(entries) : snapshot;
  return done(
    entries.map((entry) => {
      const held = snapshot.value.entries[entry.sequence - 1];
      return entry.bytes === undefined && held?.hash === entry.hash ? { ...entry, bytes: held.bytes } : entry;
    }),
  );
};

/** Fetches some entries again and takes them in. What nobody has now stays noted. */
const readPlaces = async (link: RelayLink, places: readonly EntryPlace[]): Promise<PullResult> => {
  const { state } = link;
  const fetched = await fetchPlaces(link, places);
  if (!fetched.ok) return fetched;
  const entries = await withDropped(link, fetched.value);
  if (!entries.ok) return entries;
  const here = new Set(entries.value.filter(({ bytes }) => bytes !== undefined).map(({ sequence }) => sequence));
  const others = state.get().unread.filter(({ sequence }) => !here.has(sequence));
  const taken = await takePage(link, entries.value, { ...state.get(), unread: others });
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
