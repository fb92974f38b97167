import { bytesToHex } from '@noble/hashes/utils.js';
import { parseControlRecord } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import {
  base64urlOf,
  bytesOfBase64url,
  canonicalBytes,
  consistencyProof,
  createTreeHasher,
  hashName,
  treeRoot,
} from '@sourceos/sync-kernel/wire';
import { createControlLog } from '@sourceos/sync-kernel';
import { done, failed } from '../failure.js';
import { parseSnapshot } from '../relay-client/snapshot-frame.js';
import { entryLeaf } from '../relay-client/take-entries.js';
import type { OutgoingEntry, RelayEntry, SignedHead, SignedReceipt } from '../relay-client/protocol.js';
import type { FeedListener, RelayTransport, TransportFault, TransportResult } from '../relay-client/transport.js';

/** One scope's log as a relay keeps it. */
export interface RelayLog {
  readonly genesis: Uint8Array;
  readonly entries: readonly RelayEntry[];
}

/** A relay in memory: the log, receipts and heads of the real one, by the same functions, without HTTP. */
export interface MemoryRelay {
  readonly relayId: string;
  readonly publicKey: Uint8Array;
  readonly transport: () => RelayTransport;
  readonly log: (scopeId: string) => RelayLog | undefined;
  /** The newest snapshot, and how to have the relay hold another. */
  readonly snapshot: (scopeId: string) => Uint8Array | undefined;
  readonly setSnapshot: (scopeId: string, snapshot: Uint8Array) => void;
  /** Drops the bytes of entries up to one, except those of control records, as retention does. */
  readonly prune: (scopeId: string, upTo: number) => void;
  readonly setLog: (scopeId: string, log: RelayLog) => void;
  /** Signs a head of a log, whether it has that log or not. */
  readonly headOf: (scopeId: string, entries: readonly RelayEntry[]) => SignedHead;
  readonly receiptOf: (scopeId: string, entry: RelayEntry) => SignedReceipt;
  /** Every request fails with it until it is undefined. */
  fault: TransportFault | undefined;
  /** Requests that were answered. */
  readonly requests: () => number;
  /** Forgets all sessions, as a restart does. */
  readonly endSessions: () => void;
}

export interface MemoryRelayOptions {
  readonly name?: string;
  /** Ed25519, 32 bytes. */
  readonly secretKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Member {
  readonly deviceId: string;
  /** Of signatures, in hexadecimal. */
  readonly key: string;
}

/** Leaves of entries, hashed. */
const leavesOf = (entries: readonly RelayEntry[]): readonly Uint8Array[] => {
  const hasher = createTreeHasher(crypto.sha256);
  return entries.map((entry) => hasher.leaf(entryLeaf(entry)));
};

/** The proof that the first entries begin a log (RFC 6962 §2.1.2). */
export const proofOf = (entries: readonly RelayEntry[], from: number): readonly Uint8Array[] =>
  from === 0 || from >= entries.length ? [] : consistencyProof(crypto.sha256, leavesOf(entries), from);

const maxPage = 256;

export const createMemoryRelay = ({ name = 'memory', secretKey, now }: MemoryRelayOptions): MemoryRelay => {
  const relayId = `urn:srcos:relay:${name}`;
  const publicKey = crypto.publicKey(secretKey);
  const logs = new Map<string, RelayLog>();
  const challenges = new Map<string, string>();
  const sessions = new Map<string, { readonly deviceId: string; readonly key: string }>();
  const snapshots = new Map<string, Uint8Array>();
  const feeds = new Map<string, Set<FeedListener>>();
  let drawn = 0;
  let answered = 0;

  const sign = <Statement extends Readonly<Record<string, string | number>>>(
    statement: Statement,
  ): Statement & { readonly signature: string } => ({
    ...statement,
    signature: base64urlOf(crypto.sign(secretKey, canonicalBytes({ ...statement }))),
  });
  const headOf = (scopeId: string, entries: readonly RelayEntry[]): SignedHead => {
    const root = hashName(treeRoot(crypto.sha256, leavesOf(entries)));
    return sign({
      context: 'sourceos.relay-head.v1',
      relayId,
      scopeId,
      size: entries.length,
      root,
      time: now(),
    } as const);
  };
  const receiptOf = (scopeId: string, { sequence, hash, kind }: RelayEntry): SignedReceipt =>
    sign({ context: 'sourceos.relay-receipt.v1', relayId, scopeId, sequence, hash, kind, time: now() } as const);
  const entryOf = ({ kind, bytes }: OutgoingEntry, sequence: number, deviceId: string): RelayEntry => ({
    sequence,
    kind,
    deviceId,
    hash: hashName(crypto.sha256(bytes)),
    bytes: Uint8Array.from(bytes),
  });

  /** The members of logs, each read once: every request asks for them. */
  const members = new WeakMap<RelayLog, readonly Member[]>();
  const membersOf = (scopeId: string, log: RelayLog): readonly Member[] => {
    const known = members.get(log);
    if (known !== undefined) return known;
    const control = createControlLog({ scopeId, crypto, root: log.genesis });
    for (const { kind, bytes } of log.entries) if (kind === 'control' && bytes !== undefined) control.add(bytes);
    const read = control
      .view()
      .members()
      .map(({ deviceId, signingKey }) => ({ deviceId, key: bytesToHex(signingKey) }));
    members.set(log, read);
    return read;
  };

  /** Whether the scope's control log has the device, by the rules of every device. */
  const isMember = (scopeId: string, log: RelayLog, deviceId: string, key: string): boolean =>
    membersOf(scopeId, log).some((member) => member.deviceId === deviceId && member.key === key);

  const answer = <Value>(
    token: string | undefined,
    work: (session: { readonly deviceId: string; readonly key: string }) => TransportResult<Value>,
  ): Promise<TransportResult<Value>> => {
    if (relay.fault !== undefined) return Promise.resolve(relay.fault);
    answered += 1;
    const session = token === undefined ? { deviceId: '', key: '' } : sessions.get(token);
    return Promise.resolve(session === undefined ? failed('auth_expired', 'No such session.') : work(session));
  };
  const inScope = <Value>(
    token: string,
    scopeId: string,
    work: (log: RelayLog, deviceId: string) => TransportResult<Value>,
  ): Promise<TransportResult<Value>> =>
    answer(token, ({ deviceId, key }) => {
      const log = logs.get(scopeId);
      if (log === undefined) return failed('scope_unknown', 'The scope was never opened here.');
      return isMember(scopeId, log, deviceId, key) ? work(log, deviceId) : failed('not_admitted', 'No member.');
    });

  const append = (scopeId: string, deviceId: string, key: string, sent: readonly OutgoingEntry[]) => {
    let log = logs.get(scopeId);
    if (log === undefined) return failed('scope_unknown', 'The scope was never opened here.');
    const receipts: SignedReceipt[] = [];
    for (const [index, one] of sent.entries()) {
      const entry = entryOf(one, log.entries.length + 1, deviceId);
      const known = log.entries.find(({ hash, kind }) => hash === entry.hash && kind === entry.kind);
      const grown: RelayLog = known === undefined ? { ...log, entries: [...log.entries, entry] } : log;
      // Only a control record changes who is a member.
      if (one.kind !== 'control') members.set(grown, membersOf(scopeId, log));
      // The record that makes a device a member admits it.
      const record = one.kind === 'control' ? parseControlRecord(crypto, one.bytes) : undefined;
      const admits =
        record?.ok === true && record.value.statement.kind === 'member' && isMember(scopeId, grown, deviceId, key);
      if (!admits && !isMember(scopeId, log, deviceId, key)) {
        if (index === 0) return failed('not_admitted', 'No member.');
        logs.set(scopeId, log);
        const refused = { index, code: 'not_a_member', message: 'No member.' };
        return done({ receipts, head: headOf(scopeId, log.entries), refused });
      }
      log = grown;
      receipts.push(receiptOf(scopeId, known ?? entry));
    }
    logs.set(scopeId, log);
    const head = headOf(scopeId, log.entries);
    queueMicrotask(() => {
      for (const listener of feeds.get(scopeId) ?? []) void listener.onEntries();
    });
    return done({ receipts, head });
  };

  const transport: RelayTransport = {
    identify: () =>
      answer(undefined, () => done({ protocol: 1 as const, relayId, name, publicKey: bytesToHex(publicKey) })),
    challenge: (deviceId) =>
      answer(undefined, () => {
        drawn += 1;
        const challenge = base64urlOf(crypto.sha256(canonicalBytes({ name, drawn })));
        challenges.set(challenge, deviceId);
        return done({ challenge, expires: now() + 60_000 });
      }),
    session: ({ deviceId, publicKey: key, challenge, signature }) =>
      answer(undefined, () => {
        const asked = challenges.get(challenge);
        challenges.delete(challenge);
        const signed = canonicalBytes({
          context: 'sourceos.relay-session.v1',
          relayId,
          name,
          deviceId,
          publicKey: key,
          challenge,
        });
        const bytes = bytesOfBase64url(signature);
        if (asked !== deviceId || bytes === undefined || !crypto.verify(Buffer.from(key, 'hex'), signed, bytes)) {
          return failed('auth_expired', 'The challenge is not signed by that key.');
        }
        const token = `token-${base64urlOf(crypto.sha256(canonicalBytes({ challenge, name })))}`;
        sessions.set(token, { deviceId, key });
        return done({ token, expires: now() + 900_000 });
      }),
    openScope: (token, scopeId, genesis) =>
      answer(token, ({ deviceId }) => {
        const known = logs.get(scopeId);
        if (known === undefined) {
          logs.set(scopeId, { genesis, entries: [entryOf({ kind: 'control', bytes: genesis }, 1, deviceId)] });
          return done(undefined);
        }
        return Buffer.compare(known.genesis, genesis) === 0
          ? done(undefined)
          : failed('scope_conflict', 'Another genesis has the id.');
      }),
    append: (token, scopeId, sent) => answer(token, ({ deviceId, key }) => append(scopeId, deviceId, key, sent)),
    entries: (token, scopeId, after, limit) =>
      inScope(token, scopeId, ({ entries }) =>
        done({ head: headOf(scopeId, entries), entries: entries.slice(after, after + Math.min(limit, maxPage)) }),
      ),
    head: (token, scopeId, from) =>
      inScope(token, scopeId, ({ entries }) => done({ head: headOf(scopeId, entries), proof: proofOf(entries, from) })),
    snapshot: (token, scopeId) =>
      inScope(token, scopeId, () => {
        const held = snapshots.get(scopeId);
        return held === undefined ? failed('nothing_there', 'The scope has no snapshot.') : done(held);
      }),
    putSnapshot: (token, scopeId, bytes) =>
      inScope(token, scopeId, ({ entries }, deviceId) => {
        const { statement } = parseSnapshot(bytes) ?? {};
        const held = parseSnapshot(snapshots.get(scopeId) ?? new Uint8Array(0));
        if (
          statement?.scopeId !== scopeId ||
          statement.deviceId !== deviceId ||
          statement.upTo > entries.length ||
          statement.upTo <= (held?.statement.upTo ?? 0) ||
          statement.root !== hashName(treeRoot(crypto.sha256, leavesOf(entries.slice(0, statement.upTo))))
        ) {
          return failed('relay_refused', 'No newer snapshot of this log.');
        }
        snapshots.set(scopeId, Uint8Array.from(bytes));
        return done(undefined);
      }),
    feed: (_, scopeId, after, listener) => {
      const all = feeds.get(scopeId) ?? new Set();
      feeds.set(scopeId, all);
      all.add(listener);
      if ((logs.get(scopeId)?.entries.length ?? 0) > after) queueMicrotask(() => void listener.onEntries());
      return () => {
        all.delete(listener);
      };
    },
  };

  const relay: MemoryRelay = {
    relayId,
    publicKey,
    transport: () => transport,
    log: (scopeId) => logs.get(scopeId),
    snapshot: (scopeId) => snapshots.get(scopeId),
    setSnapshot: (scopeId, snapshot) => {
      snapshots.set(scopeId, snapshot);
    },
    prune: (scopeId, upTo) => {
      const log = logs.get(scopeId);
      if (log === undefined) return;
      const entries = log.entries.map((entry) =>
        entry.sequence > upTo || entry.kind === 'control' ? entry : { ...entry, bytes: undefined },
      );
      logs.set(scopeId, { ...log, entries });
    },
    setLog: (scopeId, log) => {
      logs.set(scopeId, log);
    },
    headOf,
    receiptOf,
    fault: undefined,
    requests: () => answered,
    endSessions: () => {
      sessions.clear();
    },
  };
  return relay;
};
