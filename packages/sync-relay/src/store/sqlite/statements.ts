import type { Database } from './open-database.js';

/** The store's statements, prepared once. `control` entries have the kind 1. */
export const prepareStatements = (database: Database) => ({
  scope: database.prepare('SELECT id, genesis, opener, size, bytes FROM scope WHERE name = ?'),
  open: database.prepare('INSERT INTO scope (name, genesis, opener) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
  openedBy: database.prepare('SELECT count(*) AS scopes, coalesce(sum(bytes), 0) AS bytes FROM scope WHERE opener = ?'),
  totals: database.prepare(
    'SELECT count(*) AS scopes, coalesce(sum(bytes), 0) AS bytes, coalesce(max(bytes), 0) AS largest FROM scope',
  ),
  touch: database.prepare('UPDATE scope SET bytes = bytes WHERE id = (SELECT min(id) FROM scope)'),
  grow: database.prepare('UPDATE scope SET size = ?, bytes = bytes + ? WHERE id = ? AND size = ?'),
  addBytes: database.prepare('UPDATE scope SET bytes = bytes + ? WHERE id = ?'),
  insert: database.prepare(
    `INSERT INTO entry (scope, sequence, kind, device, hash, time, collection, length, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  count: database.prepare(
    `INSERT INTO collection (scope, name, bytes) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes`,
  ),
  countDevice: database.prepare(
    `INSERT INTO device (scope, name, bytes) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes`,
  ),
  device: database.prepare('SELECT bytes FROM device WHERE scope = ? AND name = ?'),
  collection: database.prepare('SELECT bytes FROM collection WHERE scope = ? AND name = ?'),
  insertNode: database.prepare('INSERT INTO node (scope, level, position, hash) VALUES (?, ?, ?, ?)'),
  node: database.prepare('SELECT hash FROM node WHERE scope = ? AND level = ? AND position = ?'),
  lengths: database.prepare(
    'SELECT iif(bytes IS NULL, 0, length) AS length FROM entry WHERE scope = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  ),
  page: database.prepare(
    `SELECT sequence, kind, device, hash, time, collection, bytes FROM entry
     WHERE scope = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  ),
  control: database.prepare(
    `SELECT sequence, kind, device, hash, time, collection, bytes FROM entry
     WHERE scope = ? AND kind = 1 AND sequence > ? ORDER BY sequence LIMIT ?`,
  ),
  find: database.prepare(
    'SELECT sequence, kind, device, hash, time, collection FROM entry WHERE scope = ? AND kind = ? AND hash = ?',
  ),
  prunable: database.prepare(
    `SELECT collection, device, sum(length) AS bytes FROM entry
     WHERE scope = ? AND sequence <= ? AND kind <> 1 AND bytes IS NOT NULL GROUP BY collection, device`,
  ),
  prune: database.prepare(
    'UPDATE entry SET bytes = NULL WHERE scope = ? AND sequence <= ? AND kind <> 1 AND bytes IS NOT NULL',
  ),
  snapshot: database.prepare('SELECT up_to, statement, signature, sealed FROM snapshot WHERE scope = ?'),
  snapshotSize: database.prepare('SELECT up_to, length(sealed) AS length FROM snapshot WHERE scope = ?'),
  putSnapshot: database.prepare(
    `INSERT INTO snapshot (scope, up_to, statement, signature, sealed) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET up_to = excluded.up_to, statement = excluded.statement,
     signature = excluded.signature, sealed = excluded.sealed`,
  ),
});
