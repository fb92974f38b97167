import type { HostFailure } from '../failure.js';
import type {
  AppendAnswer,
  Challenge,
  EntriesAnswer,
  HeadAnswer,
  OutgoingEntry,
  RelayIdentity,
  Session,
  SessionRequest,
} from './protocol.js';

/** Why a relay could not be asked, or did not answer well. Nothing of this says that it cheats. */
export const transportFailures = [
  /** There is no network at all. */
  'network_down',
  /** Transport security could not be established. */
  'network_untrusted',
  /** The network is fine and the relay does not answer, or not in time. */
  'relay_unreachable',
  /** 401: the session is over, or was never there. */
  'auth_expired',
  /** 403: the scope or the relay has not admitted the device. */
  'not_admitted',
  /** 429: later. */
  'rate_limited',
  /** 409: the relay has another genesis for the scope. */
  'scope_conflict',
  /** The relay does not know the scope. */
  'scope_unknown',
  /** 404: the relay has nothing there. */
  'nothing_there',
  /** The relay refused the request for another reason, which the message names. */
  'relay_refused',
  /** The answer exceeds its bound. */
  'answer_too_large',
  /** The answer is none that the protocol has. */
  'answer_malformed',
] as const;
export type TransportFailure = (typeof transportFailures)[number];

/** A failure of the way to the relay. */
export interface TransportFault extends HostFailure<TransportFailure> {
  /** Milliseconds that the relay asks to wait before the next request. */
  readonly retryAfter?: number;
}

export type TransportResult<Value> = { readonly ok: true; readonly value: Value } | TransportFault;

/** What a feed tells. */
export interface FeedListener {
  /**
   * Something came. A page is taken as an answer to `entries` is, in which the device's own entries may be without
   * bytes; without one it is a hint to ask. Nothing more is read before what it returns has settled.
   */
  readonly onEntries: (page?: EntriesAnswer) => Promise<void> | undefined;
  /** Why the feed ended; it resumes by being opened again. */
  readonly onClose: (failure: TransportFault) => void;
}

/**
 * How a relay is reached. It carries and bounds; it checks the shape of answers and none of their signatures, so that a
 * test's network or a simulated one can stand in for HTTP under the same checks.
 */
export interface RelayTransport {
  readonly identify: () => Promise<TransportResult<RelayIdentity>>;
  readonly challenge: (deviceId: string) => Promise<TransportResult<Challenge>>;
  readonly session: (request: SessionRequest) => Promise<TransportResult<Session>>;
  /** Opens a scope with its genesis root; again with the same is no failure. */
  readonly openScope: (token: string, scopeId: string, genesis: Uint8Array) => Promise<TransportResult<undefined>>;
  readonly append: (
    token: string,
    scopeId: string,
    entries: readonly OutgoingEntry[],
  ) => Promise<TransportResult<AppendAnswer>>;
  /** The entries after a sequence, at most so many. */
  readonly entries: (
    token: string,
    scopeId: string,
    after: number,
    limit: number,
  ) => Promise<TransportResult<EntriesAnswer>>;
  /** The head as it is now, with the proof that it continues the tree of a size; of size 0 nothing is to be proved. */
  readonly head: (token: string, scopeId: string, from: number) => Promise<TransportResult<HeadAnswer>>;
  /** The bytes of the newest snapshot that a device put there; `nothing_there` where none did. */
  readonly snapshot: (token: string, scopeId: string) => Promise<TransportResult<Uint8Array>>;
  readonly putSnapshot: (token: string, scopeId: string, snapshot: Uint8Array) => Promise<TransportResult<undefined>>;
  /** Opens a feed of what comes after a sequence; closes it when called. */
  readonly feed: (token: string, scopeId: string, after: number, listener: FeedListener) => () => void;
}
