/** `SOSH`: tells a store from any other SQLite file. */
export const applicationId = 0x53_4f_53_48;

/**
 * The schema, one step for each version of it. A step that was released never changes: the next one is appended.
 * Write ids and hashes are 32 bytes, times milliseconds, what is JSON is text.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE scope (
    id INTEGER PRIMARY KEY,
    scope_id TEXT NOT NULL UNIQUE,
    genesis BLOB NOT NULL,
    relay_url TEXT,
    added_at INTEGER NOT NULL,
    snapshot BLOB
  ) STRICT;

  -- The newest dot that is or was here: it stays when a batch is compacted.
  CREATE TABLE device_log (
    scope INTEGER NOT NULL REFERENCES scope,
    device_id TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (scope, device_id)
  ) STRICT, WITHOUT ROWID;

  -- A control record has no device; the bytes come last, since what is before them is read more often.
  CREATE TABLE entry (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    hash BLOB NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('device', 'relay', 'peer')),
    relay_sequence INTEGER,
    device_id TEXT,
    sequence INTEGER,
    size INTEGER,
    root TEXT,
    bytes BLOB NOT NULL,
    UNIQUE (scope, hash),
    CHECK ((device_id IS NULL) = (sequence IS NULL AND size IS NULL AND root IS NULL))
  ) STRICT;

  -- Without bytes of its own where an entry has them.
  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    hash BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('control', 'sealed-control', 'batch', 'gossip')),
    size INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_attempt_at INTEGER,
    last_code TEXT,
    bytes BLOB,
    UNIQUE (scope, hash)
  ) STRICT;

  CREATE TABLE receipt (
    scope INTEGER NOT NULL REFERENCES scope,
    hash BLOB NOT NULL,
    relay_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (scope, hash)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cursor (
    scope INTEGER NOT NULL REFERENCES scope,
    relay_id TEXT NOT NULL,
    after INTEGER NOT NULL,
    head TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (scope, relay_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE decision (
    scope INTEGER NOT NULL REFERENCES scope,
    write_id BLOB NOT NULL,
    outcome TEXT NOT NULL,
    collection TEXT,
    object_id TEXT,
    device_id TEXT,
    author_id TEXT,
    reasons TEXT NOT NULL,
    trace TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (scope, write_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX decision_by_time ON decision (scope, at);

  CREATE TABLE review (
    scope INTEGER NOT NULL REFERENCES scope,
    write_id BLOB NOT NULL,
    since INTEGER NOT NULL,
    expires INTEGER,
    size INTEGER NOT NULL,
    PRIMARY KEY (scope, write_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE quarantine (
    scope INTEGER NOT NULL REFERENCES scope,
    write_id BLOB NOT NULL,
    device_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    expires INTEGER,
    size INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    body BLOB,
    UNIQUE (scope, write_id)
  ) STRICT;

  CREATE TABLE tally (
    scope INTEGER NOT NULL REFERENCES scope,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    count INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (scope, what, why)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    scope INTEGER REFERENCES scope,
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE sealed_key (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- When a person threw it away; its row says so until the gate lets the write out.
  ALTER TABLE quarantine ADD COLUMN discarded INTEGER;

  -- When it was accepted. Of what came before this was kept nobody knows: it counts as long ago.
  ALTER TABLE entry ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
  `,
];
