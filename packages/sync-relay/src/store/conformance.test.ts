import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted, soak } from '@sourceos/vitest-config/soak';
import { afterAll, describe } from 'vitest';
import { createMemoryStore } from './memory-store.js';
import { openSqliteStore } from './sqlite-store.js';
import { describeStore, type StoreUnderTest } from './testing/conformance.js';

const runs = Math.round(60 * soak);
afterAll(() => counted('sequences of calls to a relay’s store, answered as a model does', 2 * runs));

const inMemory = (): Promise<StoreUnderTest> => {
  const store = createMemoryStore();
  return Promise.resolve({ stores: [store], end: store.close });
};

const inSqlite = async (folder = mkdtempSync(join(tmpdir(), 'relay-store-'))): Promise<StoreUnderTest> => {
  const store = await openSqliteStore(join(folder, 'relay.sqlite'));
  return {
    stores: [store],
    reopen: async () => {
      await store.close();
      return inSqlite(folder);
    },
    end: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

describe('the store in memory', () => describeStore(inMemory, runs));
describe('the store in SQLite', { timeout: 3_600_000 }, () => describeStore(() => inSqlite(), runs));
