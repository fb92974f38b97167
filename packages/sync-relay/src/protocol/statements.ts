import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { base64urlOf, canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import type { EntryKind } from './kinds.js';

/** What a device signs to open a session: the challenge, bound to the relay that gave it. */
export interface SessionStatement {
  readonly relayId: string;
  readonly name: string;
  readonly deviceId: string;
  /** Ed25519, lower-case hexadecimal. */
  readonly publicKey: string;
  /** base64url, as the relay gave it. */
  readonly challenge: string;
}

/** What the relay signs of an entry that it stored durably. */
export interface ReceiptStatement {
  readonly relayId: string;
  readonly scopeId: string;
  readonly sequence: number;
  readonly kind: EntryKind;
  /** `sha256:` of the bytes. */
  readonly hash: string;
  /** When the relay stored it, milliseconds since the epoch. */
  readonly time: number;
}

/** What the relay signs of its log of a scope. */
export interface HeadStatement {
  readonly relayId: string;
  readonly scopeId: string;
  readonly size: number;
  /** RFC 6962 root over the entries' leaves, `sha256:` hex. */
  readonly root: string;
  /** When it was signed, milliseconds since the epoch: how fresh the head is. */
  readonly time: number;
}

/** What a device signs of a snapshot that it made. */
export interface SnapshotStatement {
  readonly scopeId: string;
  readonly deviceId: string;
  /** Sequence of the last entry that the snapshot has taken in. */
  readonly upTo: number;
  /** The log's root at size `upTo`, as the device verified it. */
  readonly root: string;
  /** `sha256:` of the sealed bytes. */
  readonly hash: string;
}

/** Tell apart what is signed, so that nothing signed for one purpose counts for another. */
export const contexts = {
  session: 'sourceos.relay-session.v1',
  receipt: 'sourceos.relay-receipt.v1',
  head: 'sourceos.relay-head.v1',
  snapshot: 'sourceos.relay-snapshot.v1',
} as const;

/** The bytes that a device signs to open a session (RFC 8785). */
export const sessionBytes = (statement: SessionStatement): Uint8Array =>
  canonicalBytes({ context: contexts.session, ...statement });

/** The bytes that a device signs of a snapshot (RFC 8785). */
export const snapshotBytes = (statement: SnapshotStatement): Uint8Array =>
  canonicalBytes({ context: contexts.snapshot, ...statement });

/** What of an entry the root commits to: all but its bytes, which the hash stands for. */
export interface LeafStatement {
  readonly sequence: number;
  readonly kind: EntryKind;
  /** The device whose session brought the bytes first. */
  readonly deviceId: string;
  readonly hash: string;
}

/** A leaf of the log's tree (RFC 6962), before it is hashed. */
export const leafBytes = ({ sequence, kind, deviceId, hash }: LeafStatement): Uint8Array =>
  canonicalBytes({ sequence, kind, deviceId, hash });

/** A statement of the relay as it travels: the signature (base64url) is over the canonical bytes of all the rest. */
export type Signed<Statement> = Statement & { readonly context: string; readonly signature: string };

/** Signs what the relay states. */
export interface RelaySigner {
  readonly relayId: string;
  readonly publicKey: Uint8Array;
  readonly receipt: (statement: Omit<ReceiptStatement, 'relayId'>) => Signed<ReceiptStatement>;
  readonly head: (statement: Omit<HeadStatement, 'relayId'>) => Signed<HeadStatement>;
}

/** A signer with the relay's secret key (32 bytes). */
export const createSigner = (crypto: Crypto, relayId: string, secretKey: Uint8Array): RelaySigner => {
  const sign = <Statement extends ReceiptStatement | HeadStatement>(
    context: string,
    statement: Statement,
  ): Signed<Statement> => {
    const signed = { ...statement, context };
    const signature = base64urlOf(crypto.sign(secretKey, canonicalBytes({ ...signed })));
    return { ...signed, signature };
  };
  return {
    relayId,
    publicKey: crypto.publicKey(secretKey),
    receipt: (statement) => sign<ReceiptStatement>(contexts.receipt, { relayId, ...statement }),
    head: (statement) => sign<HeadStatement>(contexts.head, { relayId, ...statement }),
  };
};

/** How bytes are named everywhere: `sha256:` and hexadecimal. */
export const hashOf = (bytes: Uint8Array): string => hashName(nativeCrypto.sha256(bytes));
