import { hexToBytes } from '@noble/hashes/utils.js';
import { canonicalBytes, hashOfName, parseJson } from '@sourceos/sync-kernel/wire';
import { done } from '../failure.js';
import type { PinnedRelay } from '../relay-client/client.js';
import { contradiction, noteHead, proves } from '../relay-client/observe-head.js';
import { signedHeadSchema, type RelayEntry, type SignedHead } from '../relay-client/protocol.js';
import { verifiesUnder } from '../relay-client/signed.js';
import { isFault, noteFault, type RelayLink, type SyncFault } from './relay-link.js';

/** Older heads of others that one sync has proved: each costs a request. */
const maxProofs = 8;

/** The entry that tells others which head this device knows. */
export const gossipOf = (head: SignedHead): Uint8Array => canonicalBytes({ ...head });

/** A head that another device saw, where it is one that this relay signed of this scope. */
const headOf = (bytes: Uint8Array, relay: PinnedRelay, link: RelayLink): SignedHead | undefined => {
  const json = parseJson(bytes);
  const head = json.ok ? signedHeadSchema.safeParse(json.value).data : undefined;
  if (head?.relayId !== relay.relayId || head.scopeId !== link.parts.row.scopeId) return undefined;
  return verifiesUnder(link.parts.options.crypto, hexToBytes(relay.publicKey), head) ? head : undefined;
};

/**
 * Holds the heads that other devices saw against this device's: two views of one log are one log, or the relay signed
 * what contradicts it. What is no head of this relay is nobody's evidence and is passed over.
 */
export const checkGossip = async (
  link: RelayLink,
  relay: PinnedRelay,
  gossip: readonly RelayEntry[],
): Promise<{ readonly ok: true; readonly value: undefined } | SyncFault> => {
  const { state, client, parts } = link;
  const { crypto } = parts.options;
  const bySize = new Map<number, SignedHead>();
  for (const { bytes } of gossip) {
    const head = bytes === undefined ? undefined : headOf(bytes, relay, link);
    if (head === undefined) continue;
    const noted = noteHead(crypto, state.get(), head);
    if (isFault(noted)) return noteFault(link, noted);
    if (noted.pending !== state.get().pending) {
      const kept = state.keep(noted);
      if (!kept.ok) return kept;
    }
    if (head.size > 0 && head.size < noted.fold.size) bySize.set(head.size, head);
  }
  const behind = [...bySize.values()].sort((a, b) => b.size - a.size).slice(0, maxProofs);
  for (const head of behind) {
    const answer = await client.head(parts.row.scopeId, head.size);
    if (!answer.ok) return answer;
    const root = hashOfName(head.root);
    const { head: now, proof } = answer.value;
    if (root !== undefined && proves(crypto, head.size, root, now, proof)) continue;
    const message = `The relay signed a head of size ${head.size} for another device, and does not prove that its log continues it.`;
    return noteFault(link, contradiction(state.get(), message, head, now));
  }
  return done(undefined);
};
