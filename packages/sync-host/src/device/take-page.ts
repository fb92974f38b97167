import type { Arrival, ControlResult, Decision } from '@sourceos/sync-kernel';
import { parseBatch } from '@sourceos/sync-kernel/wire';
import { done } from '../failure.js';
import type { EntryPlace, LogState } from '../relay-client/log-state.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import type { NewEntry } from '../store/rows.js';
import type { StoreResult } from '../store/store-code.js';
import type { RelayLink } from './relay-link.js';
import { epochOfSealed, openControl } from './sealed-control.js';

/** What a page brought. */
export interface Taken {
  /** Entries that were not here before. */
  readonly fresh: number;
  readonly changed: readonly Decision[];
  /** Whether writes of others were among it. */
  readonly writes: boolean;
  /** Whether keys or control records came by which what could not be read before can be now. */
  readonly unlocks: boolean;
}

/** Gathers what one page comes to before it is kept. */
interface Gathered {
  readonly entries: NewEntry[];
  readonly results: ControlResult[];
  readonly decided: Decision[];
  readonly batches: Uint8Array[];
  readonly unread: EntryPlace[];
}

type WithBytes = RelayEntry & { readonly bytes: Uint8Array };
const hasBytes = (entry: RelayEntry): entry is WithBytes => entry.bytes !== undefined;

const takeRecord = ({ core }: RelayLink, gathered: Gathered, bytes: Uint8Array, relaySequence: number): void => {
  const result = core.takeControl(bytes);
  gathered.results.push(result);
  if (result.accepted) gathered.entries.push({ kind: 'control', bytes, relaySequence });
};

const takeSealed = (link: RelayLink, gathered: Gathered, { bytes, sequence, hash }: WithBytes): void => {
  const { core, parts } = link;
  const epoch = epochOfSealed(bytes);
  if (epoch === undefined) return;
  const record = openControl(parts.options.crypto, parts.row.scopeId, bytes, core.keys.of(epoch));
  if (record !== undefined) takeRecord(link, gathered, record, sequence);
  // With all keys of the epoch here it will never open. An honest relay has the epoch's record before it.
  else if (core.keys.isMissing(epoch)) gathered.unread.push({ sequence, hash });
};

const takeBatch = (link: RelayLink, gathered: Gathered, entry: WithBytes, arrival: Arrival): void => {
  const { core, parts } = link;
  const { bytes, sequence, hash } = entry;
  const { reasons, decisions } = core.takeBatch(bytes, arrival);
  gathered.decided.push(...decisions);
  gathered.batches.push(bytes);
  const [reason] = reasons;
  if (reason?.detail === 'unknown_device') gathered.unread.push({ sequence, hash });
  // One that waits for batches before it was verified, and is kept as those that were judged.
  if (reason !== undefined && reason.detail !== 'sequence_gap') return;
  const parsed = parseBatch(bytes);
  // A batch of another scope says nothing about its device's log here.
  if (!parsed.ok || parsed.value.statement.scopeId !== parts.row.scopeId) return;
  gathered.entries.push({ kind: 'batch', bytes, statement: parsed.value.statement, relaySequence: sequence });
};

/**
 * Takes in entries that are proved to be the relay's log: control records, keys, sealed control records, batches. All
 * that comes of them is kept in one transaction with the cursor behind them.
 *
 * @param next what is known of the log once they are kept
 */
export const takePage = async (
  link: RelayLink,
  entries: readonly RelayEntry[],
  next: LogState,
): Promise<StoreResult<Taken>> => {
  const { core, parts, state } = link;
  const { store, now } = parts.options;
  const { scopeId } = parts.row;
  const ready = core.ready();
  if (!ready.ok) return ready;
  const gathered: Gathered = { entries: [], results: [], decided: [], batches: [], unread: [] };
  const has = entries.filter(hasBytes);
  const of = (kind: RelayEntry['kind']) => has.filter((entry) => entry.kind === kind);

  for (const { bytes, sequence } of of('control')) takeRecord(link, gathered, bytes, sequence);
  const unwrapped = await core.keys.unwrapNew();
  for (const entry of of('sealed-control')) takeSealed(link, gathered, entry);
  const unlocks = unwrapped.length > 0 || core.controlMoved();
  for (const entry of of('batch')) takeBatch(link, gathered, entry, { relayId: state.relayId });
  if (unlocks) gathered.decided.push(...core.judgeAgain());

  const { changed, ...settled } = core.settle(gathered.decided, gathered.batches);
  const reached: LogState = { ...next, unread: [...next.unread, ...gathered.unread] };
  const kept = store.acceptRemote({
    scopeId,
    entries: gathered.entries,
    keys: unwrapped.map(({ row }) => row),
    cursor: state.row(reached),
    ...settled,
    now: now(),
  });
  if (!kept.ok) {
    core.rebuild();
    return kept;
  }
  state.adopt(reached);
  for (const result of gathered.results) parts.emit({ kind: 'control', result });
  if (changed.length > 0) parts.emit({ kind: 'decided', decisions: changed, local: false });
  const { deviceId } = parts.options.keyring;
  const writes = gathered.entries.some((it) => it.kind === 'batch' && it.statement.deviceId !== deviceId);
  return done({ fresh: kept.value, changed, writes: writes && kept.value > 0, unlocks });
};
