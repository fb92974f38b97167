import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { done } from '../../failure.js';
import { loadSqlite } from '../sqlite.js';
import { storeFailure, type StoreResult } from '../store-code.js';
import { numberOf, textOf } from './columns.js';
import { createConnection, type Connection } from './connection.js';
import { applicationId, migrations } from './migrations.js';
import { sqliteFault } from './sqlite-fault.js';

export interface SqliteOptions {
  /** The file; its folder is there. */
  readonly path: string;
  /** Opens what is there, and writes nothing. */
  readonly readOnly?: boolean;
  /** Bytes that the file may grow to; beyond them writes fail with `disk_full`. */
  readonly maxBytes?: number;
  /** Milliseconds to wait for another process that is writing; 5,000 by default. */
  readonly wait?: number;
}

/** A file that was created is there after a power cut only where its folder was synced too. Not so on Windows. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/**
 * WAL with `synchronous=FULL`: with the default of many builds, NORMAL, a power cut may take acknowledged commits.
 * That it is set is asserted, since a pragma that SQLite does not take is silent.
 */
const settle = (connection: Connection, { readOnly = false, maxBytes, wait = 5_000 }: SqliteOptions): void => {
  connection.exec(`PRAGMA busy_timeout = ${Math.trunc(wait)}`);
  connection.exec('PRAGMA foreign_keys = ON');
  connection.exec('PRAGMA synchronous = FULL');
  // macOS: flush the drive's own cache too. Elsewhere nothing.
  connection.exec('PRAGMA fullfsync = ON');
  connection.exec('PRAGMA checkpoint_fullfsync = ON');
  connection.exec('PRAGMA trusted_schema = OFF');
  const is = (name: string, expected: number | string): void => {
    const row = connection.get(`PRAGMA ${name}`);
    const found = row?.[name];
    if (found !== expected) throw new Error(`SQLite has ${name}=${String(found)}, and ${expected} was asked for.`);
  };
  if (!readOnly) {
    connection.exec('PRAGMA journal_mode = WAL');
    connection.exec('PRAGMA journal_size_limit = 67108864');
    is('journal_mode', 'wal');
  }
  is('synchronous', 2);
  is('foreign_keys', 1);
  if (maxBytes !== undefined) {
    const row = connection.get('PRAGMA page_size') ?? {};
    connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / numberOf(row, 'page_size')))}`);
  }
};

const pragma = (connection: Connection, name: string): number => numberOf(connection.get(`PRAGMA ${name}`) ?? {}, name);

const migrate = (connection: Connection, readOnly: boolean): StoreResult<undefined> => {
  const current = () => ({
    version: pragma(connection, 'user_version'),
    id: pragma(connection, 'application_id'),
  });
  const { version, id } = current();
  const isEmpty = connection.get('SELECT name FROM sqlite_schema LIMIT 1') === undefined;
  if (id !== applicationId && !isEmpty) return storeFailure('corrupt', 'the file is another program’s database');
  if (version > migrations.length) {
    return storeFailure('newer_schema', `schema ${version}, and this software knows ${migrations.length}`);
  }
  if (version === migrations.length) return done(undefined);
  if (readOnly) return storeFailure('read_only', `schema ${version} has to be migrated to ${migrations.length}`);
  return connection.transaction(() => {
    // Another process may have been faster.
    for (const step of migrations.slice(current().version)) connection.exec(step);
    connection.exec(`PRAGMA application_id = ${applicationId}`);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
    return done(undefined);
  });
};

/** Opens a store's file, creates it where there is none, and brings its schema up to date. */
export const openConnection = (options: SqliteOptions): StoreResult<Connection> => {
  const { path, readOnly = false } = options;
  let connection: Connection | undefined;
  const attempt = (): StoreResult<Connection> => {
    const { DatabaseSync } = loadSqlite();
    const opened = createConnection(new DatabaseSync(path, { readOnly }));
    connection = opened;
    settle(opened, options);
    const migrated = migrate(opened, readOnly);
    if (!migrated.ok) {
      opened.close();
      return migrated;
    }
    if (!readOnly) syncFolder(path);
    return done(opened);
  };
  try {
    return attempt();
  } catch (error) {
    connection?.close();
    const code = sqliteFault(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    return storeFailure(code, error.message);
  }
};

/** What `PRAGMA integrity_check` and `foreign_key_check` find. */
export const problemsOf = (connection: Connection): readonly string[] => [
  ...connection
    .all('PRAGMA integrity_check(100)')
    .map((row) => textOf(row, 'integrity_check'))
    .filter((text) => text !== 'ok'),
  ...connection.all('PRAGMA foreign_key_check').map((row) => `A row of ${textOf(row, 'table')} refers to nothing.`),
];
