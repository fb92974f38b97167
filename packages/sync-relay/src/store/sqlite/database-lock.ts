import type { Database } from './open-database.js';
import { openDatabase } from './open-database.js';

/** That somebody else holds the database: another process, or another store of this one. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';
  readonly code = 'store_in_use';
  constructor(
    readonly path: string,
    /** Of the process that holds it, where it could be read. */
    readonly pid: number | undefined,
  ) {
    super(`${path} is in use${pid === undefined ? '' : ` by process ${pid}`}: one relay a folder`);
  }
}

/** SQLITE_BUSY (https://sqlite.org/rescode.html#busy); the low byte is the primary code. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;

const holderOf = (lock: Database): number | undefined => {
  try {
    const pid = Number(lock.prepare('SELECT pid FROM holder').get()?.pid);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    // Whoever holds it is just writing who it is, or a program that is no relay holds it.
    return undefined;
  }
};

/**
 * Holds a database for this process alone, by a transaction that stays open in `<path>.lock` beside it. The lock is
 * the operating system's: it ends with the process, however that ends, and a file that a dead one left is taken over.
 * The database itself stays readable for backups.
 *
 * @returns how to give it up
 * @throws StoreInUseError where it is held
 */
export const lockDatabase = async (path: string): Promise<() => void> => {
  const lock = await openDatabase(`${path}.lock`);
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
    const pid = isBusy(error) ? holderOf(lock) : undefined;
    lock.close();
    throw isBusy(error) ? new StoreInUseError(path, pid) : error;
  }
  return () => {
    // A connection lives on as long as one of its statements; the lock must not.
    lock.exec('ROLLBACK');
    lock.close();
  };
};
