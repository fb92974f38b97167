import { done } from '../../failure.js';
import { hashBytes, hashOf } from '../hash.js';
import { followOwnLog } from '../own-batches.js';
import type { AuditRow, NewOutboxEntry, Origin, QuarantineRow } from '../rows.js';
import { storeFailure, type StoreResult } from '../store-code.js';
import type { Changes, Store } from '../store.js';
import { checkNames, copyOf, keepEntry, learnSequence, memoryScope, plain, type MemoryScope } from './memory-scope.js';
import { memoryShrink } from './memory-shrink.js';

const byAge = (
  a: { readonly since: number; readonly writeId: string },
  b: { readonly since: number; readonly writeId: string },
) => a.since - b.since || (a.writeId < b.writeId ? -1 : 1);

const byNewest = (
  a: { readonly at: number; readonly writeId: string },
  b: { readonly at: number; readonly writeId: string },
) => b.at - a.at || (a.writeId < b.writeId ? 1 : -1);

const withoutBody = ({ body: _, ...row }: QuarantineRow): Omit<QuarantineRow, 'body'> => row;

/** A store that forgets everything with the process: for tests, and for a device that only looks. */
export const createMemoryStore = (): Store => {
  const scopes = new Map<string, MemoryScope>();
  const keys = new Map<string, Uint8Array>();
  const settings = new Map<string, string>();
  const events: AuditRow[] = [];
  let entries = 0;
  let queued = 0;
  let isOpen = true;

  const inScope = <Result>(scopeId: string, work: (scope: MemoryScope) => StoreResult<Result>): StoreResult<Result> => {
    if (!isOpen) throw new Error('The store is closed.');
    const scope = scopes.get(scopeId);
    return scope === undefined ? storeFailure('unknown_scope', scopeId) : work(scope);
  };
  const from = <Result>(scopeId: string, read: (scope: MemoryScope) => Result) =>
    inScope(scopeId, (scope) => done(read(scope)));
  const open = <Result>(read: () => Result): StoreResult<Result> => {
    if (!isOpen) throw new Error('The store is closed.');
    return done(read());
  };

  const append = (bytes: readonly Uint8Array[] = [], scopeId?: string): void => {
    for (const event of bytes)
      events.push(
        plain({
          position: events.length + 1,
          scopeId,
          bytes: event,
        }) as AuditRow,
      );
  };

  const queue = (scope: MemoryScope, waiting: readonly NewOutboxEntry[], now: number): void => {
    for (const { kind, bytes } of waiting) {
      const hash = hashOf(bytes);
      if (scope.receipts.has(hash) || scope.outbox.has(hash)) continue;
      queued += 1;
      scope.outbox.set(hash, { kind, position: queued, hash, bytes: copyOf(bytes), queuedAt: now, attempts: 0 });
    }
  };

  const apply = (scope: MemoryScope, changes: Omit<Changes, 'scopeId'>, origin: Origin): number => {
    checkNames(changes);
    let added = 0;
    for (const entry of changes.entries ?? []) {
      if (keepEntry(scope, origin, entry, { at: changes.now, position: () => (entries += 1) })) added += 1;
    }
    queue(scope, changes.outbox ?? [], changes.now);
    for (const decision of changes.decisions ?? []) {
      scope.decisions.set(decision.writeId, structuredClone(plain(decision)));
    }
    for (const writeId of changes.settled ?? []) {
      scope.review.delete(writeId);
      scope.quarantine.delete(writeId);
    }
    for (const row of changes.review ?? []) {
      scope.quarantine.delete(row.writeId);
      scope.review.set(
        row.writeId,
        plain({
          ...row,
          since: scope.review.get(row.writeId)?.since ?? row.since,
        }),
      );
    }
    for (const row of changes.quarantine ?? []) {
      scope.review.delete(row.writeId);
      const known = scope.quarantine.get(row.writeId);
      const discarded = row.discarded ?? known?.discarded;
      const kept = {
        ...row,
        since: known?.since ?? row.since,
        discarded,
        body: discarded === undefined ? (row.body ?? known?.body) : undefined,
      };
      scope.quarantine.set(row.writeId, plain(kept) as QuarantineRow);
    }
    for (const { name, sealed } of changes.keys ?? []) keys.set(name, copyOf(sealed));
    append(changes.audit, scope.row.scopeId);
    return added;
  };

  return {
    addScope: ({ scope: row, ...changes }) => {
      if (scopes.has(row.scopeId)) return storeFailure('known_scope');
      checkNames(changes);
      const scope = memoryScope(plain(row));
      scopes.set(row.scopeId, scope);
      apply(scope, changes, 'device');
      return open(() => undefined);
    },
    setRelay: (scopeId, relayUrl) =>
      from(scopeId, (scope) => {
        const { relayUrl: _, ...row } = scope.row;
        scope.row = relayUrl === undefined ? row : { ...row, relayUrl };
        return undefined;
      }),
    scopes: () => open(() => [...scopes.values()].map(({ row }) => plain(row))),

    acceptLocal: (changes) =>
      inScope(changes.scopeId, (scope) => {
        const isKept = ({ bytes }: { readonly bytes: Uint8Array }) => scope.entries.has(hashOf(bytes));
        const follows = followOwnLog(changes.entries ?? [], (id) => scope.lastDots.get(id) ?? 0, isKept);
        return follows ? done(apply(scope, changes, 'device')) : storeFailure('out_of_sequence');
      }),
    acceptRemote: ({ cursor, origin = 'relay', ...changes }) =>
      from(changes.scopeId, (scope) => {
        const added = apply(scope, changes, origin);
        if (cursor !== undefined) scope.cursors.set(cursor.relayId, plain(cursor));
        return added;
      }),
    load: (scopeId, visit) =>
      from(scopeId, ({ snapshot, entries: kept }) => {
        if (snapshot !== undefined) visit({ kind: 'snapshot', bytes: copyOf(snapshot) });
        for (const entry of kept.values()) visit(plain(entry));
        return kept.size;
      }),
    lastDot: (scopeId, deviceId) => from(scopeId, ({ lastDots }) => lastDots.get(deviceId) ?? 0),

    outbox: (scopeId, limits) =>
      from(scopeId, ({ outbox }) => {
        let bytes = 0;
        const rows = [...outbox.values()].slice(0, Math.max(0, Math.trunc(limits.entries)));
        const over = rows.findIndex((row, index) => (bytes += row.bytes.length) > limits.bytes && index > 0);
        return (over === -1 ? rows : rows.slice(0, over)).map(plain);
      }),
    outboxLength: (scopeId) => from(scopeId, ({ outbox }) => outbox.size),
    isQueued: (scopeId, hash) =>
      from(scopeId, ({ outbox }) => {
        hashBytes(hash);
        return outbox.has(hash);
      }),
    requeue: (scopeId, waiting, now) =>
      from(scopeId, (scope) => {
        const before = [...scope.outbox.values()];
        scope.outbox.clear();
        for (const { bytes } of waiting) scope.receipts.delete(hashOf(bytes));
        queue(scope, waiting, now);
        for (const row of before) {
          if (scope.outbox.has(row.hash)) continue;
          queued += 1;
          scope.outbox.set(row.hash, { ...row, position: queued });
        }
        return undefined;
      }),
    noteAttempt: (scopeId, hashes, at, code) =>
      from(scopeId, ({ outbox }) => {
        hashes.forEach(hashBytes);
        for (const hash of hashes) {
          const row = outbox.get(hash);
          if (row !== undefined) {
            outbox.set(hash, {
              ...row,
              attempts: row.attempts + 1,
              lastAttemptAt: at,
              lastCode: code,
            });
          }
        }
        return undefined;
      }),
    markSent: (scopeId, receipts) =>
      from(scopeId, (scope) => {
        receipts.forEach(({ hash }) => hashBytes(hash));
        const taken = receipts.filter(({ hash }) => scope.outbox.has(hash));
        let left = 0;
        for (const receipt of taken) {
          if (!scope.outbox.delete(receipt.hash)) continue;
          left += 1;
          scope.receipts.set(receipt.hash, plain(receipt));
          learnSequence(scope, receipt.hash, receipt.sequence);
        }
        return left;
      }),
    dropUnsendable: (scopeId, hash) => from(scopeId, ({ outbox }) => outbox.delete(hash)),
    receipt: (scopeId, hash) => from(scopeId, ({ receipts }) => receipts.get(hash)),
    cursor: (scopeId, relayId) => from(scopeId, ({ cursors }) => cursors.get(relayId)),

    decision: (scopeId, writeId) =>
      from(scopeId, ({ decisions }) => {
        hashBytes(writeId);
        return structuredClone(decisions.get(writeId));
      }),
    decisions: (scopeId, { outcome, collection, since = 0, limit = 100 }) =>
      from(scopeId, ({ decisions }) =>
        [...decisions.values()]
          .filter((it) => it.at >= since && (outcome === undefined || it.outcome === outcome))
          .filter((it) => collection === undefined || it.collection === collection)
          .sort(byNewest)
          .slice(0, Math.max(0, Math.trunc(limit)))
          .map((it) => structuredClone(it)),
      ),

    review: (scopeId) => from(scopeId, ({ review }) => [...review.values()].sort(byAge)),
    quarantine: (scopeId) =>
      from(scopeId, ({ quarantine }) => [...quarantine.values()].sort(byAge).map((row) => plain(withoutBody(row)))),
    quarantined: (scopeId, writeId) =>
      from(scopeId, ({ quarantine }) => {
        const row = quarantine.get(writeId);
        return row === undefined ? undefined : plain(row);
      }),
    ...memoryShrink(from, byAge),
    tally: () =>
      open(() =>
        [...scopes.values()].flatMap(({ tally }) =>
          [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row })),
        ),
      ),

    audit: (after, limit) =>
      open(() =>
        events
          .slice(Math.max(0, after))
          .slice(0, Math.max(0, Math.trunc(limit)))
          .map(plain),
      ),
    auditLength: () => open(() => events.length),
    appendAudit: (bytes, scopeId) =>
      open(() => {
        append(bytes, scopeId !== undefined && scopes.has(scopeId) ? scopeId : undefined);
        return undefined;
      }),

    sealedKey: (name) =>
      open(() => {
        const sealed = keys.get(name);
        return sealed === undefined ? undefined : copyOf(sealed);
      }),
    sealedKeys: () =>
      open(() =>
        [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sealed]) => ({ name, sealed: copyOf(sealed) })),
      ),
    changeKeys: (put, remove = []) =>
      open(() => {
        for (const name of remove) keys.delete(name);
        for (const { name, sealed } of put) keys.set(name, copyOf(sealed));
        return undefined;
      }),

    setting: (name) => open(() => settings.get(name)),
    setSetting: (name, value) =>
      open(() => {
        if (value === undefined) settings.delete(name);
        else settings.set(name, value);
        return undefined;
      }),

    usage: () =>
      open(() => {
        const all = [...scopes.values()];
        const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
        const kept = all.flatMap((scope) => [...scope.entries.values()].map(({ bytes }) => bytes.length));
        const waiting = all.flatMap((scope) => [...scope.outbox.values()].map(({ bytes }) => bytes.length));
        const apart = all.flatMap((scope) =>
          [...scope.quarantine.values()].filter(({ body }) => body !== undefined).map(({ size }) => size),
        );
        const [outboxBytes, quarantineBytes] = [sum(waiting), sum(apart)];
        const bytes = sum(kept) + outboxBytes + quarantineBytes;
        return {
          bytes,
          freeBytes: 0,
          entries: kept.length,
          outbox: waiting.length,
          outboxBytes,
          quarantineBytes,
        };
      }),
    check: () => open(() => []),
    vacuum: () => open(() => undefined),
    close: () => {
      isOpen = false;
    },
  };
};
