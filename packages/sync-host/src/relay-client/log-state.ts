import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { signedHeadSchema, type SignedHead } from './protocol.js';
import { emptyFold, isFold, type TreeFold } from './tree-fold.js';

/** An entry by its place in the relay's log and the hash of its bytes. */
export interface EntryPlace {
  readonly sequence: number;
  readonly hash: string;
}

/** Two words of a relay that cannot both be true: what anybody needs to convince themselves. */
export interface Contradiction {
  readonly message: string;
  /** Signed heads, both by the relay; or the one, where what contradicts it is its own answer. */
  readonly heads: readonly SignedHead[];
}

/** What a device knows of one relay's log of one scope, all of it verified. It is kept as JSON with the cursor. */
export interface LogState {
  /** The tree over all entries that were pulled: its size is the cursor. */
  readonly fold: TreeFold;
  /** The newest head that the relay gave: no later answer may be shorter. */
  readonly newest: SignedHead | undefined;
  /** Heads beyond what was pulled, of receipts and of other devices: the tree has to pass through each. */
  readonly pending: readonly SignedHead[];
  /** Entries that the relay gave receipts for and that were not pulled yet: each has to stand where the receipt says. */
  readonly promised: readonly EntryPlace[];
  /** Entries in the outbox that were pulled before a receipt came: a receipt has to name that place. */
  readonly echoed: readonly EntryPlace[];
  /** Sealed control records that no key here opens yet: they are fetched again when one comes. */
  readonly unread: readonly EntryPlace[];
  /** Once proved it stays, until a person trusts the relay again. */
  readonly contradiction: Contradiction | undefined;
}

export const emptyLogState: LogState = {
  fold: emptyFold,
  newest: undefined,
  pending: [],
  promised: [],
  echoed: [],
  unread: [],
  contradiction: undefined,
};

/** Heads beyond what was pulled that are kept at most: others come again with the next gossip. */
export const maxPending = 32;

const place = z.strictObject({ sequence: z.int().min(1), hash: z.string() });
const storedSchema = z.strictObject({
  size: z.int().min(0),
  range: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  newest: signedHeadSchema.optional(),
  pending: z.array(signedHeadSchema),
  promised: z.array(place),
  echoed: z.array(place),
  unread: z.array(place),
  contradiction: z.strictObject({ message: z.string(), heads: z.array(signedHeadSchema) }).optional(),
});

/** The state as text. */
export const writeLogState = ({ fold, ...state }: LogState): string =>
  JSON.stringify({ ...state, size: fold.size, range: fold.range.map(bytesToHex) });

/** Reads what `writeLogState` wrote; undefined where it is none. */
export const readLogState = (text: string): LogState | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = storedSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { size, range, newest, contradiction, ...rest } = parsed.data;
  const fold: TreeFold = { size, range: range.map(hexToBytes) };
  return isFold(fold) ? { ...rest, fold, newest, contradiction } : undefined;
};
