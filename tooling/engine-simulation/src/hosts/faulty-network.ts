import type { Pick } from '@sourceos/sync-testkit';
import type { RelayTransport, TransportFailure } from '../../../../packages/sync-host/src/relay-client/transport.js';

/** What a device's way to the relay does to requests and answers. */
export interface FaultyNetwork {
  readonly transport: RelayTransport;
  /** While it is cut nothing arrives. */
  isCut: boolean;
  /** After it is healed everything arrives, once and whole. */
  isHealed: boolean;
  /** Answers in which a bit was turned. */
  readonly tampered: () => number;
}

interface Failed {
  readonly ok: false;
  readonly code: TransportFailure;
  readonly message: string;
}
const lost: Failed = { ok: false, code: 'relay_unreachable', message: 'Nothing came back.' };

/** Loses requests before the relay and answers behind it, repeats what was sent, and turns bits in what comes. */
export const createFaultyNetwork = (
  relay: RelayTransport,
  pick: Pick,
  hashOf: (bytes: Uint8Array) => string,
): FaultyNetwork => {
  let tampered = 0;
  const carry = async <Answer>(request: () => Promise<Answer>): Promise<Answer | Failed> => {
    if (network.isCut) return lost;
    if (network.isHealed) return request();
    if (pick.chance(6)) return lost;
    const answer = await request();
    return pick.chance(6) ? lost : answer;
  };
  const transport: RelayTransport = {
    identify: () => carry(() => relay.identify()),
    challenge: (deviceId) => carry(() => relay.challenge(deviceId)),
    session: (request) => carry(() => relay.session(request)),
    openScope: (token, scopeId, genesis) => carry(() => relay.openScope(token, scopeId, genesis)),
    append: (token, scopeId, entries) =>
      carry(async () => {
        if (!network.isHealed && pick.chance(10)) await relay.append(token, scopeId, entries);
        return relay.append(token, scopeId, entries);
      }),
    head: (token, scopeId, from) => carry(() => relay.head(token, scopeId, from)),
    entries: async (token, scopeId, after, limit) => {
      const answer = await carry(() => relay.entries(token, scopeId, after, limit));
      if (!answer.ok || network.isHealed || !pick.chance(20) || answer.value.entries.length === 0) return answer;
      const at = pick.below(answer.value.entries.length);
      const entries = answer.value.entries.map((entry, index) => {
        if (index !== at || entry.bytes === undefined || entry.bytes.length === 0) return entry;
        const bytes = Uint8Array.from(entry.bytes);
        const place = pick.below(bytes.length);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << pick.below(8));
        tampered += 1;
        // As a transport does: the hash is that of what came.
        return { ...entry, bytes, hash: hashOf(bytes) };
      });
      return { ...answer, value: { ...answer.value, entries } };
    },
    snapshot: (token, scopeId) => carry(() => relay.snapshot(token, scopeId)),
    putSnapshot: (token, scopeId, snapshot) => carry(() => relay.putSnapshot(token, scopeId, snapshot)),
    feed: () => () => undefined,
  };
  const network: FaultyNetwork = { transport, isCut: false, isHealed: false, tampered: () => tampered };
  return network;
};
