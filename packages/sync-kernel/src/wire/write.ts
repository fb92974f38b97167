import type { SourceGraphWrite } from '@sourceos/sync-spec';

/** A header as it is authored and hashed: without the signature, and without what only receivers set. */
export type WriteHeader = Omit<SourceGraphWrite, 'signature' | 'reasonCode' | 'relayId'>;

/** What `causalClock` holds. `n` is the write's place in the one contiguous sequence of its device and scope. */
export interface CausalClock {
  /** Hybrid logical clock: milliseconds since the epoch, never decreasing in a device's log. */
  readonly wall: number;
  /** Hybrid logical clock: breaks ties within a millisecond. */
  readonly counter: number;
  /** The dot: 1 for the first write of the device in the scope. */
  readonly n: number;
  /** The version vector of the object as its author knew it: device → highest dot seen of it. */
  readonly context: ReadonlyMap<string, number>;
}

/** A write as its bytes came, parsed. Nothing is ever serialised again. */
export interface Write {
  /** `sha256:` and the RFC 6962 leaf hash in hex: names the write everywhere. */
  readonly id: string;
  readonly header: WriteHeader;
  readonly clock: CausalClock;
  /** The header's canonical bytes. */
  readonly leaf: Uint8Array;
  /** The sealed payload's bytes: nonce and ciphertext; the plain record's bytes for the scope `public`. */
  readonly payload: Uint8Array;
}

/** What a device signs for up to 1,024 writes. `sequence` is the dot of the first. */
export interface BatchStatement {
  /** The profile, workspace or org: `urn:srcos:profile:…`. */
  readonly scopeId: string;
  readonly epoch: number;
  readonly deviceId: string;
  readonly sequence: number;
  readonly size: number;
  /** RFC 6962 root over the leaves, `sha256:` hex. */
  readonly root: string;
  /** The root of the device's batch before this one; absent for the first. */
  readonly previousRoot?: string;
}
