import { hashName } from '@sourceos/sync-kernel/wire';
import { hashBytes } from '../hash.js';
import type { QuarantineRow, ReviewRow, TallyRow } from '../rows.js';
import { bytesOf, given, numberOf, textOf, type Row } from './columns.js';
import type { Connection } from './connection.js';
import { reasonsOf } from './decisions.js';

/** A write waits in one queue: to enter this one is to leave the other. */
export const enterReview = ({ run }: Connection, scope: number, row: ReviewRow): void => {
  run('DELETE FROM quarantine WHERE scope = ? AND write_id = ?', scope, hashBytes(row.writeId));
  run(
    `INSERT INTO review (scope, write_id, since, expires, size) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET expires = excluded.expires, size = excluded.size`,
    scope,
    hashBytes(row.writeId),
    row.since,
    row.expires ?? null,
    row.size,
  );
};

export const enterQuarantine = ({ run }: Connection, scope: number, row: QuarantineRow): void => {
  run('DELETE FROM review WHERE scope = ? AND write_id = ?', scope, hashBytes(row.writeId));
  run(
    `INSERT INTO quarantine (scope, write_id, device_id, since, expires, size, reasons, discarded, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET device_id = excluded.device_id, expires = excluded.expires, size = excluded.size,
       reasons = excluded.reasons, discarded = coalesce(excluded.discarded, discarded),
       body = iif(coalesce(excluded.discarded, discarded) IS NULL, coalesce(excluded.body, body), NULL)`,
    scope,
    hashBytes(row.writeId),
    row.deviceId,
    row.since,
    row.expires ?? null,
    row.size,
    JSON.stringify(row.reasons),
    row.discarded ?? null,
    row.discarded === undefined ? (row.body ?? null) : null,
  );
};

/** Takes a write out of both queues. */
export const settle = ({ run }: Connection, scope: number, writeId: string): void => {
  const id = hashBytes(writeId);
  run('DELETE FROM review WHERE scope = ? AND write_id = ?', scope, id);
  run('DELETE FROM quarantine WHERE scope = ? AND write_id = ?', scope, id);
};

export const reviewOf = (row: Row): ReviewRow => ({
  writeId: hashName(bytesOf(row, 'write_id')),
  since: numberOf(row, 'since'),
  ...given(row, 'expires', 'expires', numberOf),
  size: numberOf(row, 'size'),
});

/** A row as it is read; its body where the query asked for it. */
export const quarantineOf = (row: Row): QuarantineRow => ({
  writeId: hashName(bytesOf(row, 'write_id')),
  deviceId: textOf(row, 'device_id'),
  since: numberOf(row, 'since'),
  ...given(row, 'expires', 'expires', numberOf),
  size: numberOf(row, 'size'),
  reasons: reasonsOf(row),
  ...given(row, 'discarded', 'discarded', numberOf),
  ...given(row, 'body', 'body', bytesOf),
});

/** Counts what was dropped: nothing goes silently (I14). */
export const count = (
  { run }: Connection,
  scope: number,
  { what, why, bytes, at }: Pick<TallyRow, 'what' | 'why' | 'bytes'> & { readonly at: number },
): void => {
  run(
    `INSERT INTO tally (scope, what, why, count, bytes, first, last) VALUES (?, ?, ?, 1, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes,
       first = min(first, excluded.first), last = max(last, excluded.last)`,
    scope,
    what,
    why,
    bytes,
    at,
    at,
  );
};
