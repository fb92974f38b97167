import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64urlOf, canonicalBytes, type Crypto } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostFailure } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AppendAnswer, EntriesAnswer, HeadAnswer, OutgoingEntry, RelayIdentity } from './protocol.js';
import type { TrustFailure } from './relay-failure.js';
import { verifiesUnder } from './signed.js';
import type { FeedListener, RelayTransport, TransportFault, TransportResult } from './transport.js';

/** What a device pinned of a relay: compared ever after. */
export type PinnedRelay = Pick<RelayIdentity, 'relayId' | 'name' | 'publicKey'>;

/** Where the pin is kept. */
export interface RelayPin {
  readonly get: () => PinnedRelay | undefined;
  readonly set: (relay: PinnedRelay) => void;
}

export interface RelayClientOptions {
  readonly transport: RelayTransport;
  readonly keyring: Pick<Keyring, 'deviceId' | 'signingKey' | 'signingSecret'>;
  readonly crypto: Crypto;
  readonly pin: RelayPin;
}

/** A failure of the way there, or of trust in who answered. */
export type ClientFault = TransportFault | HostFailure<TrustFailure>;
export type ClientResult<Value> = { readonly ok: true; readonly value: Value } | ClientFault;

/**
 * One relay as a device talks to it: in a session that is opened by a signed challenge, and opened again once where the
 * relay does not know it any more. Every signature of an answer is verified under the pinned key before it is given on.
 */
export interface RelayClient {
  /** The relay's identity: from the pin, or asked for and pinned. */
  readonly relay: () => Promise<ClientResult<PinnedRelay>>;
  readonly openScope: (scopeId: string, genesis: Uint8Array) => Promise<ClientResult<undefined>>;
  readonly append: (scopeId: string, entries: readonly OutgoingEntry[]) => Promise<ClientResult<AppendAnswer>>;
  readonly entries: (scopeId: string, after: number, limit: number) => Promise<ClientResult<EntriesAnswer>>;
  readonly head: (scopeId: string, from: number) => Promise<ClientResult<HeadAnswer>>;
  /** The newest snapshot as it came: nothing of it is verified. */
  readonly snapshot: (scopeId: string) => Promise<ClientResult<Uint8Array>>;
  readonly putSnapshot: (scopeId: string, snapshot: Uint8Array) => Promise<ClientResult<undefined>>;
  /** Opens a feed; gives how to close it. A page whose head is not the relay's is passed on as a hint alone. */
  readonly feed: (scopeId: string, after: number, listener: FeedListener) => Promise<ClientResult<() => void>>;
}

interface OpenSession {
  readonly relay: PinnedRelay;
  readonly token: string;
}

type SignedObject = Readonly<Record<string, string | number>> & {
  readonly relayId: string;
  readonly scopeId: string;
  readonly signature: string;
};

export const createRelayClient = ({ transport, keyring, crypto, pin }: RelayClientOptions): RelayClient => {
  let session: OpenSession | undefined;

  const identify = async (): Promise<ClientResult<PinnedRelay>> => {
    const answer = await transport.identify();
    if (!answer.ok) return answer;
    const { relayId, name, publicKey } = answer.value;
    const pinned = pin.get();
    if (pinned === undefined) {
      pin.set({ relayId, name, publicKey });
      return done({ relayId, name, publicKey });
    }
    return pinned.publicKey === publicKey && pinned.relayId === relayId && pinned.name === name
      ? done(pinned)
      : failed('relay_key_changed', `The relay says that it is ${relayId} with another key or name than was pinned.`);
  };

  const open = async (): Promise<ClientResult<OpenSession>> => {
    const relay = await identify();
    if (!relay.ok) return relay;
    const { deviceId } = keyring;
    const asked = await transport.challenge(deviceId);
    if (!asked.ok) return asked;
    const { challenge } = asked.value;
    const { relayId, name } = relay.value;
    const claim = { deviceId, publicKey: bytesToHex(keyring.signingKey), challenge };
    // Bound to the relay's id and name: a challenge that another relay passes on opens nothing there.
    const signed = canonicalBytes({ context: 'sourceos.relay-session.v1', relayId, name, ...claim });
    const signature = base64urlOf(crypto.sign(keyring.signingSecret, signed));
    const opened = await transport.session({ ...claim, signature });
    if (!opened.ok) return opened;
    session = { relay: relay.value, token: opened.value.token };
    return done(session);
  };

  const within = async <Value>(
    work: (open: OpenSession) => Promise<TransportResult<Value>>,
  ): Promise<ClientResult<{ readonly value: Value; readonly relay: PinnedRelay }>> => {
    const had = session;
    const current = had === undefined ? await open() : done(had);
    if (!current.ok) return current;
    const answer = await work(current.value);
    if (answer.ok) return done({ value: answer.value, relay: current.value.relay });
    if (answer.code !== 'auth_expired') return answer;
    session = undefined;
    if (had === undefined) return answer;
    // The relay started anew, or the session's time was over.
    const again = await open();
    if (!again.ok) return again;
    const second = await work(again.value);
    return second.ok ? done({ value: second.value, relay: again.value.relay }) : second;
  };

  /** Why what a relay signed is not its word about this scope. */
  const distrust = (
    relay: PinnedRelay,
    scopeId: string,
    signed: SignedObject,
  ): HostFailure<TrustFailure> | undefined => {
    if (signed.relayId !== relay.relayId || !verifiesUnder(crypto, hexToBytes(relay.publicKey), signed)) {
      return failed('relay_key_changed', 'What the relay signed does not verify under the key that was pinned.');
    }
    return signed.scopeId === scopeId
      ? undefined
      : failed('entries_contradict', `The relay answered about ${signed.scopeId} and was asked about ${scopeId}.`);
  };

  const checked = async <Value>(
    scopeId: string,
    signedOf: (value: Value) => readonly SignedObject[],
    work: (open: OpenSession) => Promise<TransportResult<Value>>,
  ): Promise<ClientResult<Value>> => {
    const answer = await within(work);
    if (!answer.ok) return answer;
    const { value, relay } = answer.value;
    for (const signed of signedOf(value)) {
      const fault = distrust(relay, scopeId, signed);
      if (fault !== undefined) return fault;
    }
    return done(value);
  };

  return {
    relay: async () => {
      const pinned = pin.get();
      if (session !== undefined && pinned !== undefined) return done(pinned);
      const opened = await open();
      return opened.ok ? done(opened.value.relay) : opened;
    },
    openScope: async (scopeId, genesis) => {
      const answer = await within(({ token }) => transport.openScope(token, scopeId, genesis));
      return answer.ok ? done(undefined) : answer;
    },
    append: (scopeId, entries) =>
      checked(
        scopeId,
        ({ receipts, head }) => [head, ...receipts],
        ({ token }) => transport.append(token, scopeId, entries),
      ),
    entries: (scopeId, after, limit) =>
      checked(
        scopeId,
        ({ head }) => [head],
        ({ token }) => transport.entries(token, scopeId, after, limit),
      ),
    head: (scopeId, from) =>
      checked(
        scopeId,
        ({ head }) => [head],
        ({ token }) => transport.head(token, scopeId, from),
      ),
    snapshot: async (scopeId) => {
      const answer = await within(({ token }) => transport.snapshot(token, scopeId));
      return answer.ok ? done(answer.value.value) : answer;
    },
    putSnapshot: async (scopeId, snapshot) => {
      const answer = await within(({ token }) => transport.putSnapshot(token, scopeId, snapshot));
      return answer.ok ? done(undefined) : answer;
    },
    feed: async (scopeId, after, listener) => {
      const heard: FeedListener = {
        onClose: listener.onClose,
        onEntries: (page) => {
          const relay = pin.get();
          const isTrusted =
            page !== undefined && relay !== undefined && distrust(relay, scopeId, page.head) === undefined;
          return listener.onEntries(isTrusted ? page : undefined);
        },
      };
      const opened = await within(({ token }) => Promise.resolve(done(transport.feed(token, scopeId, after, heard))));
      return opened.ok ? done(opened.value.value) : opened;
    },
  };
};
