import { hashName } from '@sourceos/sync-kernel/wire';
import type { NewEntry, Origin, StoredEntry } from '../rows.js';
import { hashBytes, hashOf } from '../hash.js';
import { bytesOf, given, numberOf, textOf, type Row } from './columns.js';
import type { Connection } from './connection.js';

/** The last dot of a device that is or was here. */
export const lastDotOf = ({ get }: Connection, scope: number, deviceId: string): number => {
  const row = get('SELECT last FROM device_log WHERE scope = ? AND device_id = ?', scope, deviceId);
  return row === undefined ? 0 : numberOf(row, 'last');
};

/** Keeps an entry; false where it is there already, which may learn where the relay has it. */
export const keepEntry = (
  connection: Connection,
  scope: number,
  origin: Origin,
  entry: NewEntry,
  at: number,
): boolean => {
  const { get, run } = connection;
  const hash = hashBytes(hashOf(entry.bytes));
  const relaySequence = entry.relaySequence ?? null;
  if (get('SELECT 1 FROM entry WHERE scope = ? AND hash = ?', scope, hash) !== undefined) {
    if (relaySequence !== null) {
      const sql = 'UPDATE entry SET relay_sequence = ? WHERE scope = ? AND hash = ? AND relay_sequence IS NULL';
      run(sql, relaySequence, scope, hash);
    }
    return false;
  }
  const place = entry.kind === 'batch' ? entry.statement : undefined;
  run(
    `INSERT INTO entry (scope, hash, origin, relay_sequence, device_id, sequence, size, root, at, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    scope,
    hash,
    origin,
    relaySequence,
    place?.deviceId ?? null,
    place?.sequence ?? null,
    place?.size ?? null,
    place?.root ?? null,
    at,
    entry.bytes,
  );
  if (place !== undefined) {
    run(
      `INSERT INTO device_log (scope, device_id, last) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`,
      scope,
      place.deviceId,
      place.sequence + place.size - 1,
    );
  }
  return true;
};

const originOf = (row: Row): Origin => {
  const origin = textOf(row, 'origin');
  return origin === 'device' || origin === 'relay' ? origin : 'peer';
};

export const storedEntry = (row: Row): StoredEntry => {
  const common = {
    position: numberOf(row, 'position'),
    hash: hashName(bytesOf(row, 'hash')),
    origin: originOf(row),
    at: numberOf(row, 'at'),
    bytes: bytesOf(row, 'bytes'),
    ...given(row, 'relay_sequence', 'relaySequence', numberOf),
  };
  if (row.device_id === null) return { kind: 'control', ...common };
  const statement = {
    deviceId: textOf(row, 'device_id'),
    sequence: numberOf(row, 'sequence'),
    size: numberOf(row, 'size'),
    root: textOf(row, 'root'),
  };
  return { kind: 'batch', statement, ...common };
};
