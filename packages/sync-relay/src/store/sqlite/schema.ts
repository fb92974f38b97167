import type { Database } from './open-database.js';

/** The schema's versions in order; a store of an earlier one is brought up by what follows it. None ever changes. */
const migrations: readonly string[] = [
  `
  CREATE TABLE scope (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    genesis TEXT NOT NULL,
    opener TEXT NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX scope_of_opener ON scope (opener);
  CREATE TABLE entry (
    scope INTEGER NOT NULL REFERENCES scope (id),
    sequence INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    device TEXT NOT NULL,
    hash TEXT NOT NULL,
    time INTEGER NOT NULL,
    collection TEXT NOT NULL,
    length INTEGER NOT NULL,
    bytes BLOB
  ) STRICT;
  CREATE UNIQUE INDEX entry_at ON entry (scope, sequence);
  CREATE UNIQUE INDEX entry_of_hash ON entry (scope, kind, hash);
  CREATE TABLE node (
    scope INTEGER NOT NULL REFERENCES scope (id),
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (scope, level, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE collection (
    scope INTEGER NOT NULL REFERENCES scope (id),
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (scope, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE snapshot (
    scope INTEGER PRIMARY KEY REFERENCES scope (id),
    up_to INTEGER NOT NULL,
    statement BLOB NOT NULL,
    signature BLOB NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE INDEX entry_of_control ON entry (scope, sequence) WHERE kind = 1;
  `,
  `
  CREATE TABLE device (
    scope INTEGER NOT NULL REFERENCES scope (id),
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (scope, name)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO device (scope, name, bytes)
    SELECT scope, device, sum(iif(bytes IS NULL, 0, length)) FROM entry GROUP BY scope, device;
  `,
];

const pragma = (database: Database, name: string): unknown => database.prepare(`PRAGMA ${name}`).get()?.[name];

const expectPragma = (database: Database, name: string, expected: unknown) => {
  const found = pragma(database, name);
  if (found !== expected) throw new Error(`SQLite has ${name} ${String(found)} where ${String(expected)} is needed.`);
};

/** Runs a change as one transaction: all of it, or none. */
export const inTransaction = <Result>(database: Database, change: () => Result): Result => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = change();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    try {
      database.exec('ROLLBACK');
    } catch {
      // SQLite ended the transaction itself, as it does where the disk is full. What went wrong first is what is told.
    }
    throw error;
  }
};

/**
 * Makes a database durable and brings its schema up.
 *
 * @throws Error where SQLite does not take the settings that durability needs, or a newer version made the database
 */
export const prepareDatabase = (database: Database, maxBytes?: number): void => {
  database.exec('PRAGMA journal_mode = WAL');
  // What WAL defaults to elsewhere may lose an acknowledged commit on power loss.
  database.exec('PRAGMA synchronous = FULL');
  // macOS: flushes the drive's own cache too. Elsewhere nothing.
  database.exec('PRAGMA fullfsync = ON');
  database.exec('PRAGMA checkpoint_fullfsync = ON');
  database.exec('PRAGMA trusted_schema = OFF');
  database.exec('PRAGMA journal_size_limit = 67108864');
  expectPragma(database, 'journal_mode', 'wal');
  expectPragma(database, 'synchronous', 2);
  database.exec('PRAGMA foreign_keys = ON');
  if (maxBytes !== undefined) {
    const pages = Math.max(1, Math.floor(maxBytes / Number(pragma(database, 'page_size'))));
    database.exec(`PRAGMA max_page_count = ${pages}`);
  }
  const version = Number(pragma(database, 'user_version'));
  if (version > migrations.length) throw new Error(`The store has version ${version}, newer than this relay.`);
  inTransaction(database, () => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
};
