import { fileURLToPath } from 'node:url';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { expect, it } from 'vitest';
import { openSqliteStore } from './sqlite/create-sqlite-store.js';
import type { Store } from './store.js';
import { acknowledgedBefore } from './testing/acknowledged-before.js';
import { withStorePath } from './testing/temporary-store.js';

const scopeId = 'urn:srcos:workspace:garden';
const deviceId = 'urn:srcos:device:ada';
const writer = fileURLToPath(new URL('testing/write-until-killed.ts', import.meta.url));

const opened = (path: string): Store => {
  const store = openSqliteStore({ path });
  if (!store.ok) throw new Error(store.message);
  return store.value;
};

/** Kills of writers to one store; the batches that it has in the end. */
const killOften = async (path: string, seeds: readonly number[]): Promise<number> => {
  const first = opened(path);
  first.addScope({
    scope: { scopeId, genesis: new Uint8Array(1), addedAt: 1 },
    now: 1,
  });
  first.close();
  const acknowledged: string[] = [];
  let batches = 0;
  for (const seed of seeds) {
    acknowledged.push(...(await acknowledgedBefore(writer, [path, scopeId, deviceId], (seed * 37) % 60)));
    const store = opened(path);
    const kept: string[] = [];
    store.load(scopeId, (it) => {
      if (it.kind === 'batch') kept.push(`${it.statement.sequence} ${it.hash}`);
    });
    const has = new Set(kept);
    expect(acknowledged.filter((it) => !has.has(it))).toEqual([]);
    // At most one more than was said, of each killed writer; and each with its outbox entry and audit event.
    expect(kept.map((it) => Number(it.split(' ')[0]))).toEqual(kept.map((_, index) => index + 1));
    expect(store.usage()).toMatchObject({
      value: { outbox: kept.length, entries: kept.length },
    });
    expect(store.auditLength()).toEqual({ ok: true, value: kept.length });
    expect(store.check()).toEqual({ ok: true, value: [] });
    batches = kept.length;
    store.close();
  }
  return batches;
};

it('has every acknowledged batch, and no half one, after kill -9 at any moment', { timeout: 600_000 }, async () => {
  const seeds = seedsOf(5);
  let batches = 0;
  // What a kill left behind is what the next writer starts from; not for ever, since each time all is read anew.
  for (let at = 0; at < seeds.length; at += 20) {
    batches += await withStorePath((path) => killOften(path, seeds.slice(at, at + 20)));
  }
  expect(batches).toBeGreaterThanOrEqual(seeds.length);
  counted('kills of a process that writes to a store', seeds.length);
});
