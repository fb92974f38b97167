import { hashName } from '@sourceos/sync-kernel/wire';
import { hashBytes } from '../hash.js';
import type { Compaction, Dropped, QuarantineLimits } from '../store.js';
import { planTrim } from '../trim-plan.js';
import { bytesOf, given, numberOf, textOf } from './columns.js';
import type { Connection } from './connection.js';
import { count } from './queues.js';

export const trim = (connection: Connection, scope: number, limits: QuarantineLimits): Dropped => {
  const rows = connection.all(
    `SELECT write_id, device_id, expires, size, body IS NOT NULL AS has_body
     FROM quarantine WHERE scope = ? ORDER BY since, write_id`,
    scope,
  );
  const kept = rows.map((row) => ({
    writeId: hashName(bytesOf(row, 'write_id')),
    deviceId: textOf(row, 'device_id'),
    ...given(row, 'expires', 'expires', numberOf),
    size: numberOf(row, 'size'),
    hasBody: numberOf(row, 'has_body') === 1,
  }));
  const plan = planTrim(kept, limits);
  for (const { writeId, ...what } of plan) {
    const sql =
      what.what === 'quarantine_body'
        ? 'UPDATE quarantine SET body = NULL WHERE scope = ? AND write_id = ?'
        : 'DELETE FROM quarantine WHERE scope = ? AND write_id = ?';
    connection.run(sql, scope, hashBytes(writeId));
    count(connection, scope, { ...what, at: limits.now });
  }
  return {
    count: plan.length,
    bytes: plan.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};

export const compact = (connection: Connection, scope: number, compaction: Compaction): Dropped => {
  const { now, horizon, snapshot, decisionsBefore } = compaction;
  const { each, run } = connection;
  const behind: { readonly position: number; readonly bytes: number }[] = [];
  for (const [deviceId, n] of horizon) {
    const rows = each(
      `SELECT position, length(bytes) AS bytes FROM entry e
       WHERE scope = ? AND device_id = ? AND sequence + size - 1 <= ?
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.scope = e.scope AND o.hash = e.hash)`,
      scope,
      deviceId,
      n,
    );
    for (const row of rows)
      behind.push({
        position: numberOf(row, 'position'),
        bytes: numberOf(row, 'bytes'),
      });
  }
  for (const { position, bytes } of behind) {
    run('DELETE FROM entry WHERE position = ?', position);
    count(connection, scope, {
      what: 'history',
      why: 'behind_horizon',
      bytes,
      at: now,
    });
  }
  run('UPDATE scope SET snapshot = ? WHERE id = ?', snapshot, scope);
  let decisions = 0;
  if (decisionsBefore !== undefined) {
    // Those of writes that wait for a person stay: what they wait for is asked about.
    const waiting = ['review', 'quarantine'].map(
      (queue) => `NOT EXISTS (SELECT 1 FROM ${queue} q WHERE q.scope = d.scope AND q.write_id = d.write_id)`,
    );
    const sql = `DELETE FROM decision AS d WHERE scope = ? AND at < ? AND ${waiting.join(' AND ')}`;
    decisions = run(sql, scope, decisionsBefore);
    for (let i = 0; i < decisions; i += 1) {
      count(connection, scope, {
        what: 'decision',
        why: 'behind_horizon',
        bytes: 0,
        at: now,
      });
    }
  }
  return {
    count: behind.length + decisions,
    bytes: behind.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};
