import { hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import type { RelayLimits } from '../limits/limits.js';
import { done, refuse, type Outcome, type ProblemCode } from '../protocol/problem.js';
import {
  hashOf,
  leafBytes,
  type HeadStatement,
  type ReceiptStatement,
  type RelaySigner,
  type Signed,
} from '../protocol/statements.js';
import type { Submitted } from '../protocol/submission.js';
import type { Session } from '../session/sessions.js';
import type { RelayStore, StoredEntry } from '../store/store.js';
import type { Totals } from '../store/totals.js';
import { appendLeaf, readEdge, rootOfEdge, type Edge, type TreeNode } from '../tree/tree.js';
import { judgeBatch } from './judge-batch.js';
import { createMembership, type Membership } from './membership.js';
import { createRoom, type Room } from './room.js';
import type { Submission } from './waiting-appends.js';

/** What became of entries: a receipt for each up to the first that was refused. */
export interface Appended {
  readonly receipts: readonly Signed<ReceiptStatement>[];
  readonly head: Signed<HeadStatement>;
  readonly refused?: { readonly index: number; readonly code: ProblemCode; readonly message: string };
}

/** A scope's log as this process follows it. */
export interface ScopeLog {
  readonly scopeId: string;
  readonly membership: Membership;
  readonly size: () => number;
  /** Root of the tree as it is. */
  readonly root: () => string;
  /** Appends what several requests bring, in their order, as one write to the store: an answer for each of them. */
  readonly append: (submissions: readonly Submission[]) => Promise<readonly Appended[] | 'conflict'>;
  readonly head: () => Signed<HeadStatement>;
}

/** A log that grows in memory before it is stored. */
interface Growing {
  edge: Edge;
  readonly taken: StoredEntry[];
  readonly nodes: TreeNode[];
  /** What is taken, by its kind and hash. */
  readonly fresh: Map<string, StoredEntry>;
}

export interface ScopeSource {
  readonly store: RelayStore;
  readonly crypto: Crypto;
  readonly signer: RelaySigner;
  readonly limits: RelayLimits;
  readonly now: () => number;
  /** The sums over all scopes, as they were a second ago at most. */
  readonly totals: () => Promise<Totals>;
}

/** A head signed this recently is given again: fresh enough, and a fan-out signs once. */
const headMilliseconds = 1_000;

/** Reads a scope from the store; undefined where it was never opened. */
export const loadScope = async (source: ScopeSource, scopeId: string): Promise<ScopeLog | undefined> => {
  const { store, crypto, signer, now } = source;
  const facts = await store.scope(scopeId);
  if (facts === undefined) return undefined;
  const membership = createMembership(crypto, scopeId, facts.genesis);
  for await (const record of store.control(scopeId, 0)) membership.replay(record);
  let edge: Edge = await readEdge((nodes) => store.nodes(scopeId, nodes), facts.size);
  let signed: Signed<HeadStatement> | undefined;

  const head = (): Signed<HeadStatement> => {
    const time = now();
    const { size } = edge;
    if (signed?.size !== size || time - signed.time >= headMilliseconds || time < signed.time) {
      signed = signer.head({ scopeId, size, root: hashName(rootOfEdge(edge)), time });
    }
    return signed;
  };

  const judge = (session: Session, { kind, bytes }: Submitted): Outcome<{ readonly collection: string }> => {
    if (kind === 'control') {
      const taken = membership.take(session, bytes);
      return taken.ok ? done({ collection: '' }) : taken;
    }
    if (!membership.has(session)) return refuse('not_a_member', 'The device is no live member of the scope.');
    return kind === 'batch' ? judgeBatch(crypto, scopeId, session, bytes) : done({ collection: '' });
  };

  const admit = async (session: Session, room: Room, entry: Submitted): Promise<Outcome<{ collection: string }>> => {
    const { kind } = entry;
    const of = { kind, deviceId: session.deviceId, length: entry.bytes.length };
    if (kind === 'control') {
      // Room comes first: once judged, the record is in the membership, and must then be in the log too.
      const lack = await room.take({ ...of, collection: '' }, membership.has(session));
      return lack === undefined ? judge(session, entry) : refuse('quota_exceeded', lack);
    }
    const judged = judge(session, entry);
    const lack = judged.ok ? await room.take({ ...of, collection: judged.value.collection }, true) : undefined;
    return lack === undefined ? judged : refuse('quota_exceeded', lack);
  };

  /** Judges what one request brings, and has the log grow by what is admitted up to the first that is refused. */
  const takeIn = async ({ session, entries }: Submission, growing: Growing, room: Room) => {
    const receipts: ReceiptStatement[] = [];
    for (const [index, { kind, bytes }] of entries.entries()) {
      const hash = hashOf(bytes);
      const name = `${kind} ${hash}`;
      const known = membership.has(session)
        ? (growing.fresh.get(name) ?? (await store.find(scopeId, kind, hash)))
        : undefined;
      if (known !== undefined) {
        receipts.push({ relayId: signer.relayId, scopeId, sequence: known.sequence, hash, kind, time: known.time });
        continue;
      }
      const admitted = await admit(session, room, { kind, bytes });
      if (!admitted.ok) {
        const refused = { index, code: admitted.problem.code, message: admitted.problem.detail };
        return { receipts, refused };
      }
      const { collection } = admitted.value;
      const sequence = growing.edge.size + 1;
      const entry = { sequence, kind, deviceId: session.deviceId, hash, time: now(), collection, bytes };
      const grown = appendLeaf(growing.edge, leafBytes(entry));
      growing.edge = grown.edge;
      growing.nodes.push(...grown.nodes);
      growing.taken.push(entry);
      growing.fresh.set(name, entry);
      receipts.push({ relayId: signer.relayId, scopeId, sequence, hash, kind, time: entry.time });
    }
    return { receipts };
  };

  const append: ScopeLog['append'] = async (submissions) => {
    const growing: Growing = { edge, taken: [], nodes: [], fresh: new Map() };
    const room = createRoom(source, { scopeId, opener: facts.opener });
    // What is judged continues the log as it is now; if that is another by the time it is stored, it is a conflict.
    const before = edge.size;
    const judged: { readonly receipts: readonly ReceiptStatement[]; readonly refused?: Appended['refused'] }[] = [];
    for (const submission of submissions) judged.push(await takeIn(submission, growing, room));
    const { taken, nodes } = growing;
    if (taken.length > 0) {
      const outcome = await store.append(scopeId, { after: before, entries: taken, nodes });
      if (outcome === 'conflict') return 'conflict';
      edge = growing.edge;
    }
    return judged.map(({ receipts, refused }) => {
      return { receipts: receipts.map(signer.receipt), head: head(), ...(refused && { refused }) };
    });
  };

  return {
    scopeId,
    membership,
    size: () => edge.size,
    root: () => hashName(rootOfEdge(edge)),
    append,
    head,
  };
};
