import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted, soak } from '@sourceos/vitest-config/soak';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAll, steps } from './conformance.js';
import { createMemoryStore } from './memory/create-memory-store.js';
import { openSqliteStore } from './sqlite/create-sqlite-store.js';

const opened = (path: string) => {
  const store = openSqliteStore({ path });
  if (!store.ok) throw new Error(store.message);
  return store.value;
};

it('answers over SQLite as it does in memory, whatever was called, and after being opened again', () => {
  const runs = Math.round(60 * soak);
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const folder = mkdtempSync(join(tmpdir(), 'store-'));
      const path = join(folder, 'store.db');
      const memory = createMemoryStore();
      let store = opened(path);
      try {
        for (const [name, call] of before) expect(call(store), name).toEqual(call(memory));
        expect(readAll(store)).toEqual(readAll(memory));
        store.close();
        store = opened(path);
        expect(readAll(store)).toEqual(readAll(memory));
        for (const [name, call] of after) expect(call(store), name).toEqual(call(memory));
        expect(readAll(store)).toEqual(readAll(memory));
      } finally {
        store.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: runs },
  );
  counted('sequences of calls to a store over SQLite and in memory', runs);
});
