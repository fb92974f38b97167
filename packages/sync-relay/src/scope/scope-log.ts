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
  readonly append: (session: Session, entries: readonly Submitted[]) => Promise<Appended | 'conflict'>;
  readonly head: () => Signed<HeadStatement>;
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
    const { length } = entry.bytes;
    if (kind === 'control') {
      // Room comes first: once judged, the record is in the membership, and must then be in the log too.
      const lack = await room.take({ kind, collection: '', length }, membership.has(session));
      return lack === undefined ? judge(session, entry) : refuse('quota_exceeded', lack);
    }
    const judged = judge(session, entry);
    const lack = judged.ok ? await room.take({ kind, collection: judged.value.collection, length }, true) : undefined;
    return lack === undefined ? judged : refuse('quota_exceeded', lack);
  };

  const append: ScopeLog['append'] = async (session, submitted) => {
    const taken: StoredEntry[] = [];
    const nodes: TreeNode[] = [];
    const receipts: ReceiptStatement[] = [];
    const fresh = new Map<string, StoredEntry>();
    const room = createRoom(source, { scopeId, opener: facts.opener }, session.deviceId);
    // What is judged continues the log as it is now; if that is another by the time it is stored, it is a conflict.
    const before = edge.size;
    let next = edge;
    let refused: Appended['refused'];
    for (const [index, { kind, bytes }] of submitted.entries()) {
      const hash = hashOf(bytes);
      const name = `${kind} ${hash}`;
      const known = fresh.get(name) ?? (membership.has(session) ? await store.find(scopeId, kind, hash) : undefined);
      if (known !== undefined) {
        receipts.push({ relayId: signer.relayId, scopeId, sequence: known.sequence, hash, kind, time: known.time });
        continue;
      }
      const admitted = await admit(session, room, { kind, bytes });
      if (!admitted.ok) {
        refused = { index, code: admitted.problem.code, message: admitted.problem.detail };
        break;
      }
      const { collection } = admitted.value;
      const entry = { sequence: next.size + 1, kind, deviceId: session.deviceId, hash, time: now(), collection, bytes };
      const grown = appendLeaf(next, leafBytes(entry));
      next = grown.edge;
      nodes.push(...grown.nodes);
      taken.push(entry);
      fresh.set(name, entry);
      receipts.push({ relayId: signer.relayId, scopeId, sequence: entry.sequence, hash, kind, time: entry.time });
    }
    if (taken.length > 0) {
      const outcome = await store.append(scopeId, { after: before, entries: taken, nodes });
      if (outcome === 'conflict') return 'conflict';
      edge = next;
    }
    return { receipts: receipts.map(signer.receipt), head: head(), ...(refused && { refused }) };
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
