/** What the store uses of a database; `node:sqlite` and `@photostructure/sqlite` both have it. */
export interface Database {
  readonly exec: (sql: string) => void;
  readonly prepare: (sql: string) => Statement;
  readonly close: () => void;
}

export type Value = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  readonly run: (...values: Value[]) => { readonly changes: number | bigint };
  readonly get: (...values: Value[]) => Row | undefined;
  readonly all: (...values: Value[]) => readonly Row[];
}

type Open = new (path: string) => Database;

/** The one import of a driver: Node's own where it exists without a flag (22.13 and later), the package otherwise. */
export const openDatabase = async (path: string): Promise<Database> => {
  const builtin = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as
    { readonly DatabaseSync: Open } | undefined;
  const { DatabaseSync } = builtin ?? (await import('@photostructure/sqlite'));
  return new DatabaseSync(path);
};
