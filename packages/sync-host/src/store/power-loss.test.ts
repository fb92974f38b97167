import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundledScript } from '@sourceos/tsup-config/bundled-script';
import { needs } from '@sourceos/vitest-config/needs';
import { counted, seedsOf } from '@sourceos/vitest-config/soak';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from './sqlite/create-sqlite-store.js';
import { withStorePath } from './testing/temporary-store.js';
import { afterCut, readTrace, type Request } from './testing/traced-disk.js';

const scopeId = 'urn:srcos:workspace:garden';
const deviceId = 'urn:srcos:device:ada';
const writer = fileURLToPath(new URL('testing/write-until-killed.ts', import.meta.url));
const strace = needs('strace', 'power cuts of a store that is being written');
/** Batches of one recording; some of 50 kB, so that the log is checkpointed in between. */
const batches = 80;

/** Has a process write, and everything that it asks of the disk recorded. */
const recorded = async (path: string, command: string): Promise<readonly Request[]> => {
  const folder = realpathSync(dirname(path));
  const trace = `${folder}.trace`;
  const asked = 'trace=openat,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename';
  try {
    await promisify(execFile)(command, [
      ...['-qq', '-y', '-xx', '-s', '1000000', '-e', asked, '-o', trace, process.execPath, await bundledScript(writer)],
      ...[join(folder, 'store.db'), scopeId, deviceId, String(batches)],
    ]);
    return readTrace(readFileSync(trace, 'utf8'), folder);
  } finally {
    rmSync(trace, { force: true });
  }
};

describe.skipIf(strace === undefined)('a store whose power is cut', () => {
  it('has every acknowledged batch, and no half one', { timeout: 600_000 }, async () => {
    const seeds = seedsOf(50);
    await withStorePath(async (path) => {
      const first = openSqliteStore({ path });
      if (!first.ok) throw new Error(first.message);
      first.value.addScope({ scope: { scopeId, genesis: new Uint8Array(1), addedAt: 1 }, now: 1 });
      first.value.close();
      // What is there before the recording was closed long ago, and is on the disk.
      const before = Uint8Array.from(readFileSync(path));
      const requests = await recorded(path, strace ?? '');
      expect(requests.filter(({ kind }) => kind === 'synced').length).toBeGreaterThan(batches);
      expect(requests.filter(({ kind }) => kind === 'said').length).toBe(batches);
      const begin: readonly Request[] = [
        { kind: 'written', file: 'store.db', at: 0, bytes: before },
        { kind: 'synced', file: 'store.db' },
        { kind: 'folder-synced' },
      ];

      for (const seed of seeds) {
        const random = xoroshiro128plus(seed);
        const chance = (): number => (random.next() >>> 0) / 0x1_0000_0000;
        const until = Math.floor(chance() * (requests.length + 1));
        const seen = requests.slice(0, until);
        const acknowledged = seen.flatMap((it) => (it.kind === 'said' ? it.text.trim().split('\n') : []));

        const folder = join(dirname(path), `cut-${seed}`);
        mkdirSync(folder);
        for (const [name, bytes] of afterCut([...begin, ...seen], chance)) writeFileSync(join(folder, name), bytes);
        const store = openSqliteStore({ path: join(folder, 'store.db') });
        if (!store.ok) throw new Error(`seed ${seed}: ${store.message}`);
        const kept: string[] = [];
        store.value.load(scopeId, (loaded) => {
          if (loaded.kind === 'batch') kept.push(`${loaded.statement.sequence} ${loaded.hash}`);
        });
        expect(kept.slice(0, acknowledged.length), `seed ${seed}`).toEqual(acknowledged);
        expect(kept.length - acknowledged.length, `seed ${seed}`).toBeLessThanOrEqual(1);
        expect(store.value.usage(), `seed ${seed}`).toMatchObject({
          value: { outbox: kept.length, entries: kept.length },
        });
        expect(store.value.auditLength(), `seed ${seed}`).toEqual({ ok: true, value: kept.length });
        expect(store.value.check(), `seed ${seed}`).toEqual({ ok: true, value: [] });
        store.value.close();
        rmSync(folder, { recursive: true });
      }
    });
    counted('power cuts of a process that writes to a store', seeds.length);
  });
});
