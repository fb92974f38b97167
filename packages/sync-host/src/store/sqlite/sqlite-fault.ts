import type { StoreCode } from '../store-code.js';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that are no fault of the program. */
const codes: ReadonlyMap<number, StoreCode> = new Map([
  [3, 'read_only'],
  [5, 'busy'],
  [6, 'busy'],
  [8, 'read_only'],
  [10, 'io_error'],
  [11, 'corrupt'],
  [13, 'disk_full'],
  [14, 'io_error'],
  [26, 'corrupt'],
]);

/** The code of an error that SQLite threw; undefined for any other, which is the program's fault. */
export const sqliteFault = (error: unknown): StoreCode | undefined => {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  // The low byte is the primary code.
  return codes.get(error.errcode & 0xff);
};
