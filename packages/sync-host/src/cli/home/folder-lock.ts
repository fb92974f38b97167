import { failed, done, type HostResult } from '../../failure.js';
import { loadSqlite, type Database } from '../../store/sqlite.js';
import { join } from 'node:path';

/** SQLITE_BUSY (https://sqlite.org/rescode.html#busy); the low byte is the primary code. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;

const holderOf = (lock: Database): string => {
  try {
    const row = lock.prepare('SELECT pid FROM holder').get() as { readonly pid?: unknown } | undefined;
    return typeof row?.pid === 'number' ? `process ${row.pid}` : 'another process';
  } catch {
    // Whoever holds it is just writing who it is.
    return 'another process';
  }
};

/**
 * Holds a device's folder for this process alone, by a transaction that stays open in a database of its own. The lock
 * is the operating system's: it ends with the process, however that ends, so that a `kill -9` leaves none behind.
 *
 * @returns how to give it up; `folder_in_use` where another process holds it
 */
export const lockFolder = (folder: string): HostResult<() => void, 'folder_in_use'> => {
  const { DatabaseSync } = loadSqlite();
  const lock = new DatabaseSync(join(folder, 'device.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN IMMEDIATE');
    lock.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT');
    lock.exec('DELETE FROM holder');
    lock.exec(`INSERT INTO holder (pid) VALUES (${process.pid})`);
    lock.exec('COMMIT');
    // A reserved lock (https://sqlite.org/lockingv3.html): one at a time, and others may still read who.
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const holder = isBusy(error) ? holderOf(lock) : undefined;
    lock.close();
    if (holder === undefined) throw error;
    return failed(
      'folder_in_use',
      `${folder} is in use by ${holder}: one process a folder. Try again when it is done.`,
    );
  }
  return done(() => {
    // A connection lives on as long as one of its statements; the lock must not.
    lock.exec('ROLLBACK');
    lock.close();
  });
};
