import type { Database } from '../sqlite.js';
import { storeFailure, type StoreResult } from '../store-code.js';
import type { Row, Value } from './columns.js';
import { sqliteFault } from './sqlite-fault.js';

/** A database whose statements are prepared once, and whose failures are values. */
export interface Connection {
  readonly get: (sql: string, ...values: readonly Value[]) => Row | undefined;
  readonly all: (sql: string, ...values: readonly Value[]) => readonly Row[];
  readonly each: (sql: string, ...values: readonly Value[]) => Iterable<Row>;
  /** Returns how many rows changed. */
  readonly run: (sql: string, ...values: readonly Value[]) => number;
  readonly exec: (sql: string) => void;
  /** Runs work that gives a value or fails; what SQLite fails at is a value, anything else is thrown. */
  readonly attempt: <Result>(work: () => StoreResult<Result>) => StoreResult<Result>;
  /** Runs work as one transaction: kept where it is ok, and undone where it is not or throws. */
  readonly transaction: <Result>(work: () => StoreResult<Result>) => StoreResult<Result>;
  readonly close: () => void;
}

/** @throws what SQLite throws: see `attempt` */
export const createConnection = (database: Database): Connection => {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  const statement = (sql: string) => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };

  const attempt = <Result>(work: () => StoreResult<Result>): StoreResult<Result> => {
    try {
      return work();
    } catch (error) {
      const code = sqliteFault(error);
      if (code === undefined || !(error instanceof Error)) throw error;
      return storeFailure(code, error.message);
    }
  };

  /** SQLite itself rolls back after some failures, a full disk among them. */
  const undo = (): void => {
    if (database.isTransaction) database.exec('ROLLBACK');
  };

  return {
    get: (sql, ...values) => statement(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => statement(sql).all(...values) as Row[],
    each: (sql, ...values) => statement(sql).iterate(...values) as Iterable<Row>,
    run: (sql, ...values) => statement(sql).run(...values).changes,
    exec: (sql) => database.exec(sql),
    attempt,
    transaction: (work) =>
      attempt(() => {
        // Immediate: a transaction that reads first and writes later may find that another process wrote between.
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = work();
          if (result.ok) database.exec('COMMIT');
          else undo();
          return result;
        } catch (error) {
          undo();
          throw error;
        }
      }),
    close: () => database.close(),
  };
};
