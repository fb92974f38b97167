import { done, failed } from '../failure.js';
import type { LogState } from '../relay-client/log-state.js';
import { contradiction, noteHead, takeNewest } from '../relay-client/observe-head.js';
import type { AppendAnswer, RelayEntry, SignedReceipt } from '../relay-client/protocol.js';
import type { RelayFault } from '../relay-client/relay-failure.js';
import { foldEntries } from '../relay-client/take-entries.js';
import { isFault, noteFault, type RelayLink, type SyncFault } from './relay-link.js';
import type { OutboxEntry } from '../store/rows.js';

/** What one request carries at most: the relay takes 256 entries and 64 MiB. */
const pushLimits = { entries: 256, bytes: 32 * 1_048_576 };
/** And before the relay has more of the scope than its genesis: it takes 64 KiB from whom it does not know as a member. */
const firstLimits = { entries: 256, bytes: 32_768 };

export type PushResult =
  { readonly ok: true; readonly value: { readonly sent: number; readonly more: boolean } } | SyncFault;

/** Why receipts are not those for what was sent; undefined where they are. */
const receiptFault = (sent: readonly OutboxEntry[], { receipts, refused }: AppendAnswer): RelayFault | undefined => {
  const expected = refused === undefined ? sent.length : refused.index;
  if (receipts.length !== expected || expected > sent.length) {
    return failed('receipt_invalid', `The relay gave ${receipts.length} receipts for ${sent.length} entries.`);
  }
  const wrong = receipts.findIndex(({ hash, kind }, index) => hash !== sent[index]?.hash || kind !== sent[index].kind);
  return wrong === -1
    ? undefined
    : failed('receipt_invalid', `The relay gave a receipt for another entry than ${sent[wrong]?.hash ?? ''}.`);
};

/** Holds receipts against what was pulled, and remembers what they promise of what was not. */
const takeReceipts = (state: LogState, receipts: readonly SignedReceipt[]): LogState | RelayFault => {
  const echoed = new Map(state.echoed.map(({ hash, sequence }) => [hash, sequence]));
  const promised = [...state.promised];
  for (const { sequence, hash } of receipts) {
    const seen = echoed.get(hash);
    echoed.delete(hash);
    if (sequence > state.fold.size) {
      if (seen !== undefined) return contradiction(state, `The relay promises entry ${seen} as entry ${sequence}.`);
      promised.push({ sequence, hash });
    } else if (seen !== sequence) {
      return failed('receipt_invalid', `The relay says that it has ${hash} as entry ${sequence}, and sent another.`);
    }
  }
  return { ...state, promised, echoed: [...echoed].map(([hash, sequence]) => ({ hash, sequence })) };
};

/**
 * What was sent, folded into the tree without being fetched back: where the receipts continue what was pulled and the
 * relay's signed head is exactly the tree that comes of it. Undefined where others wrote in between.
 */
const foldOwn = ({ parts }: RelayLink, state: LogState, { receipts, head }: AppendAnswer): LogState | undefined => {
  const { crypto, keyring } = parts.options;
  const fresh = receipts.filter(({ sequence }) => sequence > state.fold.size);
  if (fresh.length === 0 || head.size !== state.fold.size + fresh.length) return undefined;
  const entries = fresh.map(({ sequence, kind, hash }): RelayEntry => {
    return { sequence, kind, deviceId: keyring.deviceId, hash, bytes: undefined };
  });
  const folded = foldEntries(crypto, state, entries, new Set());
  if (isFault(folded)) return undefined;
  const newest = takeNewest(crypto, folded, head);
  return isFault(newest) ? undefined : newest;
};

/** Sends what waits, one request of it, and takes what the relay gave a receipt for out of the outbox. */
export const pushOnce = async (link: RelayLink): Promise<PushResult> => {
  const { parts, client, state } = link;
  const { store, crypto, now } = parts.options;
  const { scopeId } = parts.row;
  const waiting = store.outbox(scopeId, state.get().fold.size <= 1 ? firstLimits : pushLimits);
  if (!waiting.ok) return waiting;
  const sent = waiting.value;
  if (sent.length === 0) return done({ sent: 0, more: false });
  const answer = await client.append(scopeId, sent);
  if (!answer.ok) {
    const hashes = sent.map(({ hash }) => hash);
    store.noteAttempt(scopeId, hashes, now(), answer.code);
    return answer;
  }
  const { receipts, head, refused } = answer.value;
  const fault = receiptFault(sent, answer.value);
  if (fault !== undefined) return noteFault(link, fault);
  const held = takeReceipts(state.get(), receipts);
  if (isFault(held)) return noteFault(link, held);
  const next = foldOwn(link, held, answer.value) ?? noteHead(crypto, held, head);
  if (isFault(next)) return noteFault(link, next);
  // What the receipts promise is durable before anything leaves the outbox for them.
  const kept = state.keep(next);
  if (!kept.ok) return kept;
  const rows = receipts.map((receipt) => ({
    hash: receipt.hash,
    relayId: receipt.relayId,
    sequence: receipt.sequence,
    receipt: JSON.stringify(receipt),
    at: now(),
  }));
  const left = store.markSent(scopeId, rows);
  if (!left.ok) return left;
  const rejected = refused === undefined ? undefined : sent[refused.index];
  if (refused === undefined || rejected === undefined) return done({ sent: rows.length, more: true });
  store.noteAttempt(scopeId, [rejected.hash], now(), refused.code);
  if (rejected.kind === 'gossip') {
    // A hint to others, of which a newer one follows: not worth holding anything up.
    store.dropUnsendable(scopeId, rejected.hash);
    return done({ sent: rows.length, more: true });
  }
  return refused.code === 'not_a_member'
    ? failed('not_admitted', 'The scope has not admitted this device.')
    : failed('relay_refused', `The relay refuses an entry of this device: ${refused.code}.`);
};
