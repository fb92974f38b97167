import { outcomes, type Reason, type Stage } from '@sourceos/sync-kernel';
import { hashName } from '@sourceos/sync-kernel/wire';
import { hashBytes } from '../hash.js';
import type { DecisionRow } from '../rows.js';
import type { DecisionQuery } from '../store.js';
import { bytesOf, given, numberOf, textOf, type Row, type Value } from './columns.js';
import type { Connection } from './connection.js';

export const keepDecision = ({ run }: Connection, scope: number, decision: DecisionRow): void => {
  run(
    `INSERT OR REPLACE INTO decision
       (scope, write_id, outcome, collection, object_id, device_id, author_id, reasons, trace, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    scope,
    hashBytes(decision.writeId),
    decision.outcome,
    decision.collection ?? null,
    decision.objectId ?? null,
    decision.deviceId ?? null,
    decision.authorId ?? null,
    JSON.stringify(decision.reasons),
    JSON.stringify(decision.trace),
    decision.at,
  );
};

/** Reasons as this store wrote them. */
export const reasonsOf = (row: Row): readonly Reason[] => JSON.parse(textOf(row, 'reasons')) as readonly Reason[];

const decisionOf = (row: Row): DecisionRow => {
  const outcome = outcomes.find((it) => it === row.outcome);
  if (outcome === undefined) throw new TypeError('A decision has an outcome that is none.');
  return {
    writeId: hashName(bytesOf(row, 'write_id')),
    outcome,
    ...given(row, 'collection', 'collection', textOf),
    ...given(row, 'object_id', 'objectId', textOf),
    ...given(row, 'device_id', 'deviceId', textOf),
    ...given(row, 'author_id', 'authorId', textOf),
    reasons: reasonsOf(row),
    trace: JSON.parse(textOf(row, 'trace')) as readonly Stage[],
    at: numberOf(row, 'at'),
  };
};

export const findDecision = ({ get }: Connection, scope: number, writeId: string): DecisionRow | undefined => {
  const row = get('SELECT * FROM decision WHERE scope = ? AND write_id = ?', scope, hashBytes(writeId));
  return row === undefined ? undefined : decisionOf(row);
};

export const queryDecisions = ({ all }: Connection, scope: number, query: DecisionQuery): readonly DecisionRow[] => {
  const { outcome, collection, since = 0, limit = 100 } = query;
  const conditions = ['scope = ?', 'at >= ?'];
  const values: Value[] = [scope, since];
  if (outcome !== undefined) {
    conditions.push('outcome = ?');
    values.push(outcome);
  }
  if (collection !== undefined) {
    conditions.push('collection = ?');
    values.push(collection);
  }
  const where = conditions.join(' AND ');
  const sql = `SELECT * FROM decision WHERE ${where} ORDER BY at DESC, write_id DESC LIMIT ?`;
  return all(sql, ...values, Math.max(0, Math.trunc(limit))).map(decisionOf);
};
