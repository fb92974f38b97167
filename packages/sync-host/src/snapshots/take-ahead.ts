import { done } from '../failure.js';
import type { RelayLink, SyncFault } from '../device/relay-link.js';
import { maxPageEntries } from '../relay-client/frames.js';
import type { NewEntry } from '../store/rows.js';

/** Pages that are looked through. */
const maxPages = 64;

/** Control records in the clear that stand in the relay's log after an entry. */
const recordsAfter = async ({ client, parts }: RelayLink, from: number) => {
  const records: Uint8Array[] = [];
  let after = from;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await client.entries(parts.row.scopeId, after, maxPageEntries);
    if (!answer.ok) return answer;
    const last = answer.value.entries.at(-1)?.sequence ?? 0;
    if (last <= after) break;
    for (const { kind, bytes } of answer.value.entries)
      if (kind === 'control' && bytes !== undefined) records.push(bytes);
    after = last;
  }
  return done(records);
};

/**
 * Takes in control records before the entries between: a device comes to its keys by them, and a snapshot opens under
 * none that came before. They prove themselves, and may come in any order (I10); the cursor stays where it is.
 *
 * @param records those that came with a snapshot
 * @param upTo the last entry of the log that it holds: who joined later finds its keys behind that
 */
export const takeAhead = async (
  link: RelayLink,
  records: readonly Uint8Array[],
  upTo: number,
): Promise<{ readonly ok: true; readonly value: undefined } | SyncFault> => {
  const { core, parts } = link;
  const { store, now } = parts.options;
  const later = await recordsAfter(link, upTo);
  if (!later.ok) return later;
  const results = [...records, ...later.value].map((bytes) => ({ bytes, result: core.takeControl(bytes) }));
  const accepted = results.filter(({ result }) => result.accepted);
  const entries = accepted.map(({ bytes }): NewEntry => ({ kind: 'control', bytes }));
  const unwrapped = await core.keys.unwrapNew();
  const decided = unwrapped.length > 0 || core.controlMoved() ? core.judgeAgain() : [];
  const { changed, ...settled } = core.settle(decided);
  const keys = unwrapped.map(({ row }) => row);
  const kept = store.acceptRemote({ scopeId: parts.row.scopeId, entries, keys, ...settled, now: now() });
  if (!kept.ok) {
    core.rebuild();
    return kept;
  }
  for (const { result } of accepted) parts.emit({ kind: 'control', result });
  if (changed.length > 0) parts.emit({ kind: 'decided', decisions: changed, local: false });
  return done(undefined);
};
