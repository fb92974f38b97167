import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../files/sync-folder.js';
import { entryKinds, kindOf } from '../protocol/kinds.js';
import { lockDatabase } from './sqlite/database-lock.js';
import { openDatabase, type Row } from './sqlite/open-database.js';
import { inTransaction, prepareDatabase } from './sqlite/schema.js';
import { prepareStatements } from './sqlite/statements.js';
import type { RelayStore, ScopeFacts, StoredEntry } from './store.js';
import { soon } from './soon.js';
import { createWatchers } from './watchers.js';

const entryOf = (row: Row): StoredEntry => {
  const kind = kindOf(Number(row.kind));
  if (kind === undefined) throw new TypeError(`The store holds an entry of the unknown kind ${String(row.kind)}.`);
  return {
    sequence: Number(row.sequence),
    kind,
    deviceId: String(row.device),
    hash: String(row.hash),
    time: Number(row.time),
    collection: String(row.collection),
    bytes: row.bytes instanceof Uint8Array ? row.bytes : undefined,
  };
};

const sumOf = (row: Row | undefined) => ({ scopes: Number(row?.scopes), bytes: Number(row?.bytes) });

export interface SqliteStoreOptions {
  /** Bytes that the database may grow to; beyond them no write is taken, as on a full disk. */
  readonly maxBytes?: number;
}

/**
 * A store in one SQLite database (WAL, `synchronous=FULL`): a write that is answered survives
 * `kill -9` and power loss. A new file is made where there is none; `:memory:` is no path for it. It is held for this
 * store alone until it is closed, or the process ends.
 *
 * @throws StoreInUseError where another store holds it; Error where the database cannot be opened or is of a newer
 * version
 */
export const openSqliteStore = async (path: string, { maxBytes }: SqliteStoreOptions = {}): Promise<RelayStore> => {
  const unlock = await lockDatabase(path);
  const opened = async () => {
    const database = await openDatabase(path);
    try {
      prepareDatabase(database, maxBytes);
      syncFolder(dirname(path));
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  };
  const database = await opened().catch((error: unknown) => {
    unlock();
    throw error;
  });
  const sql = prepareStatements(database);
  const { watch, tell } = createWatchers();

  const idOf = (scopeId: string): number => {
    const row = sql.scope.get(scopeId);
    if (row === undefined) throw new TypeError(`The scope ${scopeId} was not opened.`);
    return Number(row.id);
  };
  const write = <Result>(work: () => Result): Promise<Result> => soon(() => inTransaction(database, work));

  return {
    open: ({ scopeId, genesis, opener }) => write(() => Number(sql.open.run(scopeId, genesis, opener).changes) === 1),
    scope: (scopeId) =>
      soon((): ScopeFacts | undefined => {
        const row = sql.scope.get(scopeId);
        if (row === undefined) return undefined;
        const [genesis, opener] = [String(row.genesis), String(row.opener)];
        return { scopeId, genesis, opener, size: Number(row.size), bytes: Number(row.bytes) };
      }),
    openedBy: (opener) => soon(() => sumOf(sql.openedBy.get(opener))),
    totals: () =>
      soon(() => {
        const row = sql.totals.get();
        return { ...sumOf(row), largest: Number(row?.largest) };
      }),
    append: async (scopeId, { after, entries, nodes }) => {
      const outcome = await write(() => {
        const id = idOf(scopeId);
        let total = 0;
        for (const { bytes } of entries) total += bytes?.length ?? 0;
        const moved = sql.grow.run(after + entries.length, total, id, after);
        if (Number(moved.changes) === 0) return 'conflict';
        for (const { sequence, kind, deviceId, hash, time, collection, bytes } of entries) {
          const length = bytes?.length ?? 0;
          sql.insert.run(
            ...([id, sequence, entryKinds[kind], deviceId, hash, time, collection, length, bytes ?? null] as const),
          );
          sql.countDevice.run(id, deviceId, length);
          if (collection !== '') sql.count.run(id, collection, length);
        }
        for (const { level, index, hash } of nodes) sql.insertNode.run(id, level, index, hash);
        return 'appended';
      });
      if (outcome === 'appended') tell(scopeId, after + entries.length);
      return outcome;
    },
    read: (scopeId, { after, limit, bytes }) =>
      soon(() => {
        const id = idOf(scopeId);
        // Lengths first: what does not fit on the page is never read off the disk.
        let count = 0;
        let total = 0;
        for (const row of sql.lengths.all(id, after, limit)) {
          total += Number(row.length);
          if (count > 0 && total > bytes) break;
          count += 1;
        }
        return count === 0 ? [] : sql.page.all(id, after, count).map(entryOf);
      }),
    control: async function* (scopeId, after) {
      await Promise.resolve();
      const id = idOf(scopeId);
      for (let at = after; ;) {
        const rows = sql.control.all(id, at, 256).map(entryOf);
        for (const { bytes } of rows) if (bytes !== undefined) yield bytes;
        const last = rows.at(-1);
        if (last === undefined) return;
        at = last.sequence;
      }
    },
    find: (scopeId, kind, hash) =>
      soon(() => {
        const row = sql.find.get(idOf(scopeId), entryKinds[kind], hash);
        return row && entryOf(row);
      }),
    nodes: (scopeId, nodes) =>
      soon(() => {
        const id = idOf(scopeId);
        return nodes.map(({ level, index }) => {
          const hash = sql.node.get(id, level, index)?.hash;
          if (hash instanceof Uint8Array) return hash;
          throw new TypeError(`The tree of ${scopeId} has no node ${level}/${index}.`);
        });
      }),
    collectionBytes: (scopeId, collection) =>
      soon(() => Number(sql.collection.get(idOf(scopeId), collection)?.bytes ?? 0)),
    deviceBytes: (scopeId, deviceId) => soon(() => Number(sql.device.get(idOf(scopeId), deviceId)?.bytes ?? 0)),
    putSnapshot: (scopeId, { upTo, statement, signature, sealed }) =>
      write(() => {
        const id = idOf(scopeId);
        const before = sql.snapshotSize.get(id);
        if (Number(before?.up_to ?? 0) >= upTo) return false;
        sql.putSnapshot.run(id, upTo, statement, signature, sealed);
        sql.addBytes.run(sealed.length - Number(before?.length ?? 0), id);
        return true;
      }),
    snapshot: (scopeId) =>
      soon(() => {
        const row = sql.snapshot.get(idOf(scopeId));
        if (row === undefined) return undefined;
        const { statement, signature, sealed } = row as Record<'statement' | 'signature' | 'sealed', Uint8Array>;
        return { upTo: Number(row.up_to), statement, signature, sealed };
      }),
    prune: (scopeId, upTo) =>
      write(() => {
        const id = idOf(scopeId);
        let freed = 0;
        for (const row of sql.prunable.all(id, upTo)) {
          const bytes = Number(row.bytes);
          freed += bytes;
          sql.countDevice.run(id, String(row.device), -bytes);
          if (row.collection !== '') sql.count.run(id, String(row.collection), -bytes);
        }
        sql.prune.run(id, upTo);
        sql.addBytes.run(-freed, id);
        return freed;
      }),
    watch,
    ready: () =>
      soon(() => {
        // Begins and ends a write: a disk that is full or read-only shows here.
        inTransaction(database, () => sql.touch.run());
        return true;
      }).catch(() => false),
    disk: () =>
      statfs(dirname(path)).then(
        ({ bavail, blocks, bsize }) => ({ free: bavail * bsize, total: blocks * bsize }),
        () => undefined,
      ),
    close: () =>
      soon(() => {
        try {
          database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        } finally {
          database.close();
          unlock();
        }
      }),
  };
};
