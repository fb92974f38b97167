import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadSqlite } from './sqlite.js';
import { openSqliteStore } from './sqlite/create-sqlite-store.js';
import { hashOf } from './hash.js';
import type { Changes, Store } from './store.js';
import { withStorePath } from './testing/temporary-store.js';

const scopeId = 'urn:srcos:workspace:garden';
const deviceId = 'urn:srcos:device:ada';

const opened = (path: string, more: Omit<Parameters<typeof openSqliteStore>[0], 'path'> = {}): Store => {
  const store = openSqliteStore({ path, ...more });
  if (!store.ok) throw new Error(store.message);
  return store.value;
};

const joined = (path: string, more: Parameters<typeof opened>[1] = {}): Store => {
  const store = opened(path, more);
  expect(
    store.addScope({
      scope: { scopeId, genesis: new Uint8Array(1), addedAt: 1 },
      now: 1,
    }),
  ).toMatchObject({ ok: true });
  return store;
};

const batch = (sequence: number, length = 10): Changes => {
  const bytes = new Uint8Array(length).fill(sequence);
  const statement = { deviceId, sequence, size: 1, root: hashOf(bytes) };
  return {
    scopeId,
    now: 1,
    entries: [{ kind: 'batch', bytes, statement }],
    outbox: [{ kind: 'batch', bytes }],
  };
};

const sequences = (store: Store): readonly number[] => {
  const found: number[] = [];
  store.load(scopeId, (it) => {
    if (it.kind === 'batch') found.push(it.statement.sequence);
  });
  return found;
};

it('says that the disk is full, loses nothing that was acknowledged, and goes on when there is room', () =>
  withStorePath((path) => {
    const store = joined(path, { maxBytes: 400_000 });
    let acknowledged = 0;
    for (;;) {
      const kept = store.acceptLocal(batch(acknowledged + 1, 50_000));
      if (!kept.ok) {
        expect(kept.code).toBe('disk_full');
        break;
      }
      acknowledged += 1;
    }
    expect(acknowledged).toBeGreaterThan(1);
    expect(sequences(store)).toHaveLength(acknowledged);
    expect(store.check()).toEqual({ ok: true, value: [] });
    store.close();
    const roomier = opened(path, { maxBytes: 4_000_000 });
    expect(roomier.acceptLocal(batch(acknowledged + 1, 50_000))).toEqual({
      ok: true,
      value: 1,
    });
    expect(sequences(roomier)).toHaveLength(acknowledged + 1);
    roomier.close();
  }));

it('reads a store that it may not write, and says so where it is asked to', () =>
  withStorePath((path) => {
    const store = joined(path);
    store.acceptLocal(batch(1));
    store.close();
    const reader = opened(path, { readOnly: true });
    expect(reader.acceptLocal(batch(2))).toMatchObject({
      ok: false,
      code: 'read_only',
    });
    expect(reader.setSetting('x', 'y')).toMatchObject({
      ok: false,
      code: 'read_only',
    });
    expect(sequences(reader)).toEqual([1]);
    reader.close();
  }));

it('refuses the file of a newer version, of another program, and what is no database', () =>
  withStorePath((path) => {
    joined(path).close();
    const { DatabaseSync } = loadSqlite();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(openSqliteStore({ path })).toMatchObject({
      ok: false,
      code: 'newer_schema',
    });
    const other = new DatabaseSync(`${path}.other`);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    expect(openSqliteStore({ path: `${path}.other` })).toMatchObject({
      ok: false,
      code: 'corrupt',
    });
    writeFileSync(`${path}.text`, 'no database'.repeat(1_000));
    expect(openSqliteStore({ path: `${path}.text` })).toMatchObject({
      ok: false,
      code: 'corrupt',
    });
    expect(openSqliteStore({ path: `${path}/none/store.db` })).toMatchObject({
      ok: false,
      code: 'io_error',
    });
  }));

it('lets one of two processes continue the log of the device', () =>
  withStorePath((path) => {
    const one = joined(path);
    const other = opened(path);
    expect(one.acceptLocal(batch(1))).toMatchObject({ ok: true });
    const late = { ...batch(1, 11) };
    expect(other.acceptLocal(late)).toMatchObject({
      ok: false,
      code: 'out_of_sequence',
    });
    expect(sequences(other)).toEqual([1]);
    one.close();
    other.close();
  }));

it('waits no longer than it was told for another process that writes', () =>
  withStorePath((path) => {
    const store = joined(path, { wait: 20 });
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(store.acceptLocal(batch(1))).toMatchObject({
      ok: false,
      code: 'busy',
    });
    other.exec('ROLLBACK');
    expect(store.acceptLocal(batch(1))).toMatchObject({ ok: true });
    other.close();
    store.close();
  }));

it('keeps nothing of a transaction in which the program was wrong', () =>
  withStorePath((path) => {
    const store = joined(path);
    const wrong = { ...batch(1), settled: ['no hash'] };
    expect(() => store.acceptLocal(wrong)).toThrow(TypeError);
    expect(sequences(store)).toEqual([]);
    expect(store.acceptLocal(batch(1))).toMatchObject({ ok: true });
    store.close();
  }));
