import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../sqlite-store.js';
import { StoreInUseError } from './database-lock.js';

const folder = mkdtempSync(join(tmpdir(), 'relay-lock-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a database', () => {
  it('is held by one store at a time, names who holds it, and is free once that one is closed', async () => {
    const path = join(folder, 'relay.sqlite');
    const first = await openSqliteStore(path);
    const refused = await openSqliteStore(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreInUseError);
    expect(refused).toMatchObject({ code: 'store_in_use', pid: process.pid });
    expect(await first.ready()).toBe(true);
    await first.close();
    await (await openSqliteStore(path)).close();
  });
});
