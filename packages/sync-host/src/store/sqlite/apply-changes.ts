import type { Origin, SealedKey } from '../rows.js';
import type { Changes } from '../store.js';
import type { Connection } from './connection.js';
import { keepDecision } from './decisions.js';
import { keepEntry } from './entries.js';
import { queue } from './outbox.js';
import { enterQuarantine, enterReview, settle } from './queues.js';

export const putKey = ({ run }: Connection, { name, sealed }: SealedKey): void => {
  run('INSERT OR REPLACE INTO sealed_key (name, sealed) VALUES (?, ?)', name, sealed);
};

export const appendEvents = ({ run }: Connection, scope: number | null, events: readonly Uint8Array[] = []): void => {
  for (const bytes of events) run('INSERT INTO audit (scope, bytes) VALUES (?, ?)', scope, bytes);
};

/** Writes what a transaction changes in a scope; returns how many entries were new. */
export const applyChanges = (
  connection: Connection,
  scope: number,
  changes: Omit<Changes, 'scopeId'>,
  origin: Origin,
): number => {
  const { now } = changes;
  let added = 0;
  for (const entry of changes.entries ?? []) if (keepEntry(connection, scope, origin, entry, now)) added += 1;
  for (const entry of changes.outbox ?? []) queue(connection, scope, entry, now);
  for (const decision of changes.decisions ?? []) keepDecision(connection, scope, decision);
  for (const writeId of changes.settled ?? []) settle(connection, scope, writeId);
  for (const row of changes.review ?? []) enterReview(connection, scope, row);
  for (const row of changes.quarantine ?? []) enterQuarantine(connection, scope, row);
  for (const key of changes.keys ?? []) putKey(connection, key);
  appendEvents(connection, scope, changes.audit);
  return added;
};
