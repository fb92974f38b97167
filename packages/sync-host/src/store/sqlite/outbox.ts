import { hashName } from '@sourceos/sync-kernel/wire';
import { hashBytes, hashOf } from '../hash.js';
import type { NewOutboxEntry, OutboxEntry, OutboxKind, ReceiptRow } from '../rows.js';
import { bytesOf, given, numberOf, textOf, type Row, type Value } from './columns.js';
import type { Connection } from './connection.js';

const kinds: readonly OutboxKind[] = ['control', 'sealed-control', 'batch', 'gossip'];

/** Queues an entry, unless it is queued or was sent. Bytes that the scope's entries have are not kept twice. */
export const queue = ({ get, run }: Connection, scope: number, entry: NewOutboxEntry, now: number): void => {
  const hash = hashBytes(hashOf(entry.bytes));
  if (get('SELECT 1 FROM receipt WHERE scope = ? AND hash = ?', scope, hash) !== undefined) return;
  // Asked first: an insertion that meets a conflict takes a position all the same.
  if (get('SELECT 1 FROM outbox WHERE scope = ? AND hash = ?', scope, hash) !== undefined) return;
  const isEntry = get('SELECT 1 FROM entry WHERE scope = ? AND hash = ?', scope, hash) !== undefined;
  const bytes = isEntry ? null : entry.bytes;
  run(
    'INSERT INTO outbox (scope, hash, kind, size, queued_at, bytes) VALUES (?, ?, ?, ?, ?, ?)',
    scope,
    hash,
    entry.kind,
    entry.bytes.length,
    now,
    bytes,
  );
};

/**
 * Queues entries again, in their order and before all else that waits: what waits may need them, as a batch needs that its
 * author was admitted. Their receipts are forgotten.
 */
export const queueAgain = (
  connection: Connection,
  scope: number,
  entries: readonly NewOutboxEntry[],
  now: number,
): void => {
  const { all, run } = connection;
  const again = new Set(entries.map(({ bytes }) => hashOf(bytes)));
  const waiting = all('SELECT * FROM outbox WHERE scope = ? ORDER BY position', scope);
  run('DELETE FROM outbox WHERE scope = ?', scope);
  for (const hash of again) run('DELETE FROM receipt WHERE scope = ? AND hash = ?', scope, hashBytes(hash));
  for (const entry of entries) queue(connection, scope, entry, now);
  const columns = ['hash', 'kind', 'size', 'queued_at', 'attempts', 'last_attempt_at', 'last_code', 'bytes'] as const;
  const insert = `INSERT INTO outbox (scope, ${columns.join()}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  for (const row of waiting) {
    if (!again.has(hashName(bytesOf(row, 'hash')))) run(insert, scope, ...columns.map((name) => row[name] as Value));
  }
};

const outboxEntry = (row: Row): OutboxEntry => {
  const kind = kinds.find((it) => it === row.kind);
  if (kind === undefined) throw new TypeError('The outbox has an entry of no kind.');
  return {
    kind,
    position: numberOf(row, 'position'),
    hash: hashName(bytesOf(row, 'hash')),
    bytes: bytesOf(row, 'bytes'),
    queuedAt: numberOf(row, 'queued_at'),
    attempts: numberOf(row, 'attempts'),
    ...given(row, 'last_attempt_at', 'lastAttemptAt', numberOf),
    ...given(row, 'last_code', 'lastCode', textOf),
  };
};

/** The oldest entries, up to so many or so many bytes; the first whatever its size. */
export const queued = (
  { each }: Connection,
  scope: number,
  limits: { readonly entries: number; readonly bytes: number },
): readonly OutboxEntry[] => {
  const entries: OutboxEntry[] = [];
  let bytes = 0;
  const rows = each(
    `SELECT o.position, o.hash, o.kind, o.queued_at, o.attempts, o.last_attempt_at, o.last_code,
            coalesce(o.bytes, e.bytes) AS bytes
     FROM outbox o LEFT JOIN entry e ON e.scope = o.scope AND e.hash = o.hash
     WHERE o.scope = ? ORDER BY o.position LIMIT ?`,
    scope,
    Math.max(0, Math.trunc(limits.entries)),
  );
  for (const row of rows) {
    const entry = outboxEntry(row);
    bytes += entry.bytes.length;
    if (entries.length > 0 && bytes > limits.bytes) break;
    entries.push(entry);
  }
  return entries;
};

/** Takes an entry out of the outbox for its receipt; false where it was not there. */
export const takeReceipt = ({ run }: Connection, scope: number, receipt: ReceiptRow): boolean => {
  const hash = hashBytes(receipt.hash);
  if (run('DELETE FROM outbox WHERE scope = ? AND hash = ?', scope, hash) === 0) return false;
  const { relayId, sequence, at } = receipt;
  const values = 'INSERT INTO receipt (scope, hash, relay_id, sequence, receipt, at) VALUES (?, ?, ?, ?, ?, ?)';
  run(values, scope, hash, relayId, sequence, receipt.receipt, at);
  const learnt = 'UPDATE entry SET relay_sequence = ? WHERE scope = ? AND hash = ? AND relay_sequence IS NULL';
  run(learnt, sequence, scope, hash);
  return true;
};

export const receiptOf = (row: Row): ReceiptRow => ({
  hash: hashName(bytesOf(row, 'hash')),
  relayId: textOf(row, 'relay_id'),
  sequence: numberOf(row, 'sequence'),
  receipt: textOf(row, 'receipt'),
  at: numberOf(row, 'at'),
});
