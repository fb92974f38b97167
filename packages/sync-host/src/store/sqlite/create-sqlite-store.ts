import { done } from '../../failure.js';
import { hashBytes, hashOf } from '../hash.js';
import { followOwnLog } from '../own-batches.js';
import type { CursorRow, TallyRow } from '../rows.js';
import { storeFailure, type StoreResult } from '../store-code.js';
import type { Store } from '../store.js';
import { appendEvents, applyChanges, putKey } from './apply-changes.js';
import { bytesOf, given, numberOf, textOf, type Row } from './columns.js';
import { findDecision, queryDecisions } from './decisions.js';
import { lastDotOf, storedEntry } from './entries.js';
import { openConnection, problemsOf, type SqliteOptions } from './open-connection.js';
import { queueAgain, queued, receiptOf, takeReceipt } from './outbox.js';
import { quarantineOf, reviewOf } from './queues.js';
import { compact, trim } from './shrink.js';

const scopeOf = (row: Row) => ({
  scopeId: textOf(row, 'scope_id'),
  genesis: bytesOf(row, 'genesis'),
  ...given(row, 'relay_url', 'relayUrl', textOf),
  addedAt: numberOf(row, 'added_at'),
});

const tallyOf = (row: Row) => ({
  scopeId: textOf(row, 'scope_id'),
  // As this store wrote them.
  what: textOf(row, 'what') as TallyRow['what'],
  why: textOf(row, 'why') as TallyRow['why'],
  count: numberOf(row, 'count'),
  bytes: numberOf(row, 'bytes'),
  first: numberOf(row, 'first'),
  last: numberOf(row, 'last'),
});

const auditOf = (row: Row) => ({
  position: numberOf(row, 'position'),
  ...given(row, 'scope_id', 'scopeId', textOf),
  bytes: bytesOf(row, 'bytes'),
});

/**
 * A store in one SQLite file, and in the two that SQLite puts beside it. Several processes may open it; each write is
 * one transaction, on the disk before the method returns.
 *
 * @returns `newer_schema`, `corrupt`, `read_only`, `busy`, `disk_full` or `io_error` where it cannot be opened
 */
export const openSqliteStore = (options: SqliteOptions): StoreResult<Store> => {
  const opened = openConnection(options);
  if (!opened.ok) return opened;
  const connection = opened.value;
  const { all, attempt, each, get, run, transaction } = connection;

  type Work<Result> = (scope: number) => StoreResult<Result>;
  const inScope =
    <Result>(scopeId: string, work: Work<Result>) =>
    (): StoreResult<Result> => {
      const row = get('SELECT id FROM scope WHERE scope_id = ?', scopeId);
      return row === undefined ? storeFailure('unknown_scope', scopeId) : work(numberOf(row, 'id'));
    };
  const write = <Result>(scopeId: string, work: Work<Result>) => transaction(inScope(scopeId, work));
  const read = <Result>(scopeId: string, work: (scope: number) => Result) =>
    attempt(inScope(scopeId, (scope) => done(work(scope))));
  const number = (sql: string): number => numberOf(get(sql) ?? {}, 'n');
  const pragma = (name: string): number => numberOf(get(`PRAGMA ${name}`) ?? {}, name);

  const putCursor = (scope: number, { relayId, after, head, at }: CursorRow): void => {
    const sql = 'INSERT OR REPLACE INTO cursor (scope, relay_id, after, head, at) VALUES (?, ?, ?, ?, ?)';
    run(sql, scope, relayId, after, head ?? null, at);
  };

  return done<Store>({
    addScope: ({ scope: { scopeId, genesis, relayUrl, addedAt }, ...changes }) =>
      transaction(() => {
        if (get('SELECT 1 FROM scope WHERE scope_id = ?', scopeId) !== undefined) return storeFailure('known_scope');
        const sql = 'INSERT INTO scope (scope_id, genesis, relay_url, added_at) VALUES (?, ?, ?, ?)';
        run(sql, scopeId, genesis, relayUrl ?? null, addedAt);
        return inScope(scopeId, (scope) => {
          applyChanges(connection, scope, changes, 'device');
          return done(undefined);
        })();
      }),
    setRelay: (scopeId, relayUrl) =>
      write(scopeId, (scope) => {
        run('UPDATE scope SET relay_url = ? WHERE id = ?', relayUrl ?? null, scope);
        return done(undefined);
      }),
    scopes: () => attempt(() => done(all('SELECT * FROM scope ORDER BY id').map(scopeOf))),

    acceptLocal: (changes) =>
      write(changes.scopeId, (scope) => {
        const follows = followOwnLog(
          changes.entries ?? [],
          (deviceId) => lastDotOf(connection, scope, deviceId),
          ({ bytes }) =>
            get('SELECT 1 FROM entry WHERE scope = ? AND hash = ?', scope, hashBytes(hashOf(bytes))) !== undefined,
        );
        if (!follows) return storeFailure('out_of_sequence');
        return done(applyChanges(connection, scope, changes, 'device'));
      }),
    acceptRemote: ({ cursor, origin = 'relay', ...changes }) =>
      write(changes.scopeId, (scope) => {
        const added = applyChanges(connection, scope, changes, origin);
        if (cursor !== undefined) putCursor(scope, cursor);
        return done(added);
      }),
    load: (scopeId, visit) =>
      read(scopeId, (scope) => {
        const { snapshot } = get('SELECT snapshot FROM scope WHERE id = ?', scope) ?? {};
        if (snapshot instanceof Uint8Array) visit({ kind: 'snapshot', bytes: new Uint8Array(snapshot) });
        let count = 0;
        for (const row of each('SELECT * FROM entry WHERE scope = ? ORDER BY position', scope)) {
          visit(storedEntry(row));
          count += 1;
        }
        return count;
      }),
    lastDot: (scopeId, deviceId) => read(scopeId, (scope) => lastDotOf(connection, scope, deviceId)),

    outbox: (scopeId, limits) => read(scopeId, (scope) => queued(connection, scope, limits)),
    outboxLength: (scopeId) =>
      read(scopeId, (scope) => numberOf(get('SELECT count(*) AS n FROM outbox WHERE scope = ?', scope) ?? {}, 'n')),
    isQueued: (scopeId, hash) =>
      read(
        scopeId,
        (scope) => get('SELECT 1 FROM outbox WHERE scope = ? AND hash = ?', scope, hashBytes(hash)) !== undefined,
      ),
    requeue: (scopeId, entries, now) =>
      write(scopeId, (scope) => {
        queueAgain(connection, scope, entries, now);
        return done(undefined);
      }),
    noteAttempt: (scopeId, hashes, at, code) =>
      write(scopeId, (scope) => {
        const sql = `UPDATE outbox SET attempts = attempts + 1, last_attempt_at = ?, last_code = ?
          WHERE scope = ? AND hash = ?`;
        for (const hash of hashes) run(sql, at, code, scope, hashBytes(hash));
        return done(undefined);
      }),
    markSent: (scopeId, receipts) =>
      write(scopeId, (scope) => done(receipts.filter((it) => takeReceipt(connection, scope, it)).length)),
    dropUnsendable: (scopeId, hash) =>
      write(scopeId, (scope) =>
        done(run('DELETE FROM outbox WHERE scope = ? AND hash = ?', scope, hashBytes(hash)) > 0),
      ),
    receipt: (scopeId, hash) =>
      read(scopeId, (scope) => {
        const row = get('SELECT * FROM receipt WHERE scope = ? AND hash = ?', scope, hashBytes(hash));
        return row === undefined ? undefined : receiptOf(row);
      }),
    cursor: (scopeId, relayId) =>
      read(scopeId, (scope) => {
        const row = get('SELECT * FROM cursor WHERE scope = ? AND relay_id = ?', scope, relayId);
        if (row === undefined) return undefined;
        const [after, at] = [numberOf(row, 'after'), numberOf(row, 'at')];
        return { relayId, after, ...given(row, 'head', 'head', textOf), at };
      }),

    decision: (scopeId, writeId) => read(scopeId, (scope) => findDecision(connection, scope, writeId)),
    decisions: (scopeId, query) => read(scopeId, (scope) => queryDecisions(connection, scope, query)),

    review: (scopeId) =>
      read(scopeId, (scope) =>
        all('SELECT * FROM review WHERE scope = ? ORDER BY since, write_id', scope).map(reviewOf),
      ),
    quarantine: (scopeId) =>
      read(scopeId, (scope) =>
        all(
          `SELECT write_id, device_id, since, expires, size, reasons, discarded
           FROM quarantine WHERE scope = ? ORDER BY since, write_id`,
          scope,
        ).map(quarantineOf),
      ),
    quarantined: (scopeId, writeId) =>
      read(scopeId, (scope) => {
        const row = get('SELECT * FROM quarantine WHERE scope = ? AND write_id = ?', scope, hashBytes(writeId));
        return row === undefined ? undefined : quarantineOf(row);
      }),
    trimQuarantine: (limits) => write(limits.scopeId, (scope) => done(trim(connection, scope, limits))),
    compactHistory: (compaction) => write(compaction.scopeId, (scope) => done(compact(connection, scope, compaction))),
    tally: () =>
      attempt(() =>
        done(
          all('SELECT t.*, s.scope_id FROM tally t JOIN scope s ON s.id = t.scope ORDER BY s.id, what, why').map(
            tallyOf,
          ),
        ),
      ),

    audit: (after, limit) =>
      attempt(() =>
        done(
          all(
            `SELECT a.position, a.bytes, s.scope_id FROM audit a LEFT JOIN scope s ON s.id = a.scope
             WHERE a.position > ? ORDER BY a.position LIMIT ?`,
            after,
            Math.max(0, Math.trunc(limit)),
          ).map(auditOf),
        ),
      ),
    auditLength: () => attempt(() => done(number('SELECT coalesce(max(position), 0) AS n FROM audit'))),
    appendAudit: (events, scopeId) =>
      transaction(() => {
        const row = scopeId === undefined ? undefined : get('SELECT id FROM scope WHERE scope_id = ?', scopeId);
        appendEvents(connection, row === undefined ? null : numberOf(row, 'id'), events);
        return done(undefined);
      }),

    sealedKey: (name) =>
      attempt(() => {
        const row = get('SELECT sealed FROM sealed_key WHERE name = ?', name);
        return done(row === undefined ? undefined : bytesOf(row, 'sealed'));
      }),
    sealedKeys: () =>
      attempt(() =>
        done(
          all('SELECT name, sealed FROM sealed_key ORDER BY name').map((row) => ({
            name: textOf(row, 'name'),
            sealed: bytesOf(row, 'sealed'),
          })),
        ),
      ),
    changeKeys: (put, remove = []) =>
      transaction(() => {
        for (const name of remove) run('DELETE FROM sealed_key WHERE name = ?', name);
        for (const key of put) putKey(connection, key);
        return done(undefined);
      }),

    setting: (name) =>
      attempt(() => {
        const row = get('SELECT value FROM setting WHERE name = ?', name);
        return done(row === undefined ? undefined : textOf(row, 'value'));
      }),
    setSetting: (name, value) =>
      transaction(() => {
        if (value === undefined) run('DELETE FROM setting WHERE name = ?', name);
        else run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', name, value);
        return done(undefined);
      }),

    usage: () =>
      attempt(() => {
        const pageSize = pragma('page_size');
        return done({
          bytes: pragma('page_count') * pageSize,
          freeBytes: pragma('freelist_count') * pageSize,
          entries: number('SELECT count(*) AS n FROM entry'),
          outbox: number('SELECT count(*) AS n FROM outbox'),
          outboxBytes: number('SELECT coalesce(sum(size), 0) AS n FROM outbox'),
          quarantineBytes: number('SELECT coalesce(sum(size), 0) AS n FROM quarantine WHERE body IS NOT NULL'),
        });
      }),
    check: () => attempt(() => done(problemsOf(connection))),
    vacuum: () =>
      attempt(() => {
        connection.exec('VACUUM');
        // What the WAL holds goes into the file, and the WAL becomes empty.
        connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return done(undefined);
      }),
    close: connection.close,
  });
};
