import { createRequire } from 'node:module';
import type * as Photostructure from '@photostructure/sqlite';

type Sqlite = Pick<typeof Photostructure, 'DatabaseSync'>;

/** A connection to a database, whichever driver made it: both have the same API. */
export type Database = InstanceType<Sqlite['DatabaseSync']>;

/**
 * SQLite: the one that is built into Node (from 22.13), and a package with the same API where there is none.
 * Loaded when a store is opened, not when this module is.
 */
export const loadSqlite = (): Sqlite =>
  (process.getBuiltinModule('node:sqlite') as Sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as Sqlite);
