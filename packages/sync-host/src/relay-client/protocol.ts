import * as z from 'zod';

/** What a relay keeps, by kind. The relay reads `control` and the outside of `batch`; the others are opaque to it. */
export const entryKinds = ['control', 'sealed-control', 'batch', 'gossip'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One entry of a scope's log, as a device sends it. */
export interface OutgoingEntry {
  readonly kind: EntryKind;
  readonly bytes: Uint8Array;
}

/** One entry of a scope's log, as a relay serves it. */
export interface RelayEntry {
  /** From 1. */
  readonly sequence: number;
  readonly kind: EntryKind;
  /** The device that sent it. */
  readonly deviceId: string;
  /** `sha256:` of the bytes: the transport hashed what came. */
  readonly hash: string;
  /** Absent where the relay's retention dropped them. */
  readonly bytes: Uint8Array | undefined;
}

/** A scope's id. */
export const scopeSchema = z.string().max(1_024).startsWith('urn:srcos:');
const relayId = scopeSchema.startsWith('urn:srcos:relay:');
/** A hash by its name. */
export const hashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
const count = z.int().min(0);

/** Who a relay says it is. A device pins the first three and compares ever after. */
export const relayIdentitySchema = z.object({
  protocol: z.literal(1),
  relayId,
  name: z.string().min(1).max(256),
  /** Ed25519, lower-case hexadecimal. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RelayIdentity = z.infer<typeof relayIdentitySchema>;

/** A relay's word on how its log of a scope stands: size and RFC 6962 root. `time`: milliseconds, by its clock. */
export const signedHeadSchema = z.strictObject({
  context: z.literal('sourceos.relay-head.v1'),
  relayId,
  scopeId: scopeSchema,
  size: count,
  root: hashSchema,
  time: count,
  signature,
});
export type SignedHead = z.infer<typeof signedHeadSchema>;

/** A relay's word that it keeps an entry, and where in its log. */
export const signedReceiptSchema = z.strictObject({
  context: z.literal('sourceos.relay-receipt.v1'),
  relayId,
  scopeId: scopeSchema,
  sequence: z.int().min(1),
  hash: hashSchema,
  kind: z.enum(entryKinds),
  time: count,
  signature,
});
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

export const challengeSchema = z.object({ challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/), expires: count });
export type Challenge = z.infer<typeof challengeSchema>;

export const sessionSchema = z.object({ token: z.string().min(16).max(512), expires: count });
export type Session = z.infer<typeof sessionSchema>;

/** What a device sends to open a session: its signature over the challenge, bound to the relay that it means. */
export interface SessionRequest {
  readonly deviceId: string;
  readonly publicKey: string;
  readonly challenge: string;
  readonly signature: string;
}

/** An entry that was refused, and why; those before it were taken. */
export const refusalSchema = z.object({
  index: count,
  code: z.string().max(64),
  message: z.string().max(1_024).default(''),
});
export type Refusal = z.infer<typeof refusalSchema>;

export interface AppendAnswer {
  /** One for each entry taken, in their order. */
  readonly receipts: readonly SignedReceipt[];
  readonly head: SignedHead;
  readonly refused?: Refusal;
}

export interface HeadAnswer {
  readonly head: SignedHead;
  /** That the tree of the size asked from is a prefix of the head's (RFC 6962 §2.1.2). */
  readonly proof: readonly Uint8Array[];
}

export interface EntriesAnswer {
  readonly head: SignedHead;
  readonly entries: readonly RelayEntry[];
}
