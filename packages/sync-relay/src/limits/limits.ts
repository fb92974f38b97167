import { maxBatchBytes } from '@sourceos/sync-kernel/wire';

/** What a relay spends on others. Bytes, counts, and rates a minute; each bound is of its own. */
export interface RelayLimits {
  /** Entries of one request or one page. */
  readonly entries: number;
  /** Bytes of one request that brings entries or a snapshot. */
  readonly bodyBytes: number;
  /** Bytes of all requests' bodies that are held at one time. */
  readonly heldBytes: number;
  /** Of those, the bytes of one sender: a key, or an address without a session. */
  readonly heldBytesPerSender: number;
  /** Bytes of a control record in the clear (the kernel takes 1 MiB). */
  readonly controlBytes: number;
  readonly gossipBytes: number;
  /** Bytes that one page gathers; a single larger entry comes alone. */
  readonly pageBytes: number;
  /** Scopes that one key may open. */
  readonly scopesPerKey: number;
  /** Bytes of a scope's log and snapshot: over it, bytes before the snapshot go first. */
  readonly scopeBytes: number;
  /** Bytes of one collection of a scope. */
  readonly collectionBytes: number;
  /** Bytes of entries in one scope that one device brought. */
  readonly deviceBytes: number;
  /** Bytes of all scopes that one key opened. */
  readonly openerBytes: number;
  /** Bytes of all scopes. */
  readonly relayBytes: number;
  /** Bytes over a quota that control records may take: a scope that is full can still remove whoever filled it. */
  readonly controlReserveBytes: number;
  readonly sessions: number;
  readonly sessionsPerKey: number;
  readonly sessionSeconds: number;
  readonly challenges: number;
  readonly challengeSeconds: number;
  readonly feeds: number;
  readonly feedsPerKey: number;
  /** Seconds that a feed's consumer may take for one page. */
  readonly slowSeconds: number;
  /** Seconds that a feed's consumer may take to answer that it is closed. */
  readonly closeSeconds: number;
  readonly mailboxes: number;
  readonly mailboxBytes: number;
  readonly mailboxSeconds: number;
  /** Scopes whose control log is kept in memory. */
  readonly scopesInMemory: number;
  /** Of requests without a session, and of those with one that its key may still make. */
  readonly requestsPerAddress: number;
  readonly challengesPerAddress: number;
  readonly mailboxesPerAddress: number;
  readonly requestsPerKey: number;
  /** Bytes that one key may bring in a minute. */
  readonly bytesPerKey: number;
}

const mebibyte = 1_048_576;

export const relayLimits: RelayLimits = {
  entries: 256,
  bodyBytes: maxBatchBytes,
  heldBytes: 4 * maxBatchBytes,
  heldBytesPerSender: maxBatchBytes,
  controlBytes: mebibyte,
  gossipBytes: 65_536,
  pageBytes: 4 * mebibyte,
  scopesPerKey: 64,
  scopeBytes: 8 * 1_024 * mebibyte,
  collectionBytes: 8 * 1_024 * mebibyte,
  deviceBytes: 4 * 1_024 * mebibyte,
  openerBytes: 32 * 1_024 * mebibyte,
  relayBytes: 256 * 1_024 * mebibyte,
  controlReserveBytes: 16 * mebibyte,
  sessions: 16_384,
  sessionsPerKey: 16,
  sessionSeconds: 900,
  challenges: 16_384,
  challengeSeconds: 60,
  feeds: 4_096,
  feedsPerKey: 64,
  slowSeconds: 30,
  closeSeconds: 5,
  mailboxes: 4_096,
  mailboxBytes: 16_384,
  mailboxSeconds: 600,
  scopesInMemory: 1_024,
  requestsPerAddress: 12_000,
  challengesPerAddress: 600,
  mailboxesPerAddress: 300,
  requestsPerKey: 6_000,
  bytesPerKey: 1_024 * mebibyte,
};
