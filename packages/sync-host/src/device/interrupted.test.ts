import { join, dirname } from 'node:path';
import { canonicalBytes } from '@sourceos/sync-kernel/wire';
import { counted, soak } from '@sourceos/vitest-config/soak';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import { withStorePath } from '../store/testing/temporary-store.js';
import { createCutTransport } from '../testing/cut-transport.js';
import { createHostWorld, start, valueOf, type Host } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';

const names = ['ada', 'bob', 'cleo'] as const;
const device = fc.nat(names.length - 1);
type Step = readonly ['write' | 'sync' | 'reopen', number] | readonly ['cut', number, number, 'before' | 'after'];
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant('write' as const), device) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('sync' as const), device) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('reopen' as const), device) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constant('cut' as const), device, fc.nat(5), fc.constantFrom('before', 'after')),
    },
  ),
  { minLength: 4, maxLength: 24 },
);

const text = new TextDecoder();

/** Three devices over SQLite, whatever happens to them; what they wrote and what they have in the end. */
const play = async (played: readonly Step[], folder: string, run: number): Promise<void> => {
  const world = createHostWorld(`steps-${run}`);
  let now = start;
  const clock = () => (now += 1_000);
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now: clock });
  const ways = names.map(() => createCutTransport(relay.transport()));
  const open = (index: number) => valueOf(openSqliteStore({ path: join(folder, `${run}-${names[index] ?? ''}.db`) }));
  const optionsOf = (index: number) => ({
    transport: () => ways[index]?.transport ?? relay.transport(),
    now: clock,
    store: open(index),
    more: { acknowledgeEvery: 1 },
  });
  const [adas, bobs, cleos] = [optionsOf(0), optionsOf(1), optionsOf(2)];
  const others = [await world.keyring('bob', bobs.store), await world.keyring('cleo', cleos.store)];
  const hosts: Host[] = [
    await world.first('ada', adas, others),
    await world.join('bob', bobs),
    await world.join('cleo', cleos),
  ];
  const hostAt = (index: number): Host => hosts[index] ?? expect.fail();
  const wrote = new Set<string>();
  for (const [at, step] of played.entries()) {
    const [kind, index] = step;
    const host = hostAt(index);
    if (kind === 'write') {
      // Before it is known as a member and has a key, a device cannot write, and says so.
      const written = host.scope.write([note(`${at}`, `of ${host.name}`), note('shared', `${at}`)]);
      if (written.ok) wrote.add(`urn:srcos:note:${at}`);
      else expect(written.code).toBe('no_scope_key');
    } else if (kind === 'sync') {
      await host.scope.sync();
    } else if (kind === 'cut') {
      ways[index]?.cutAt(step[2], step[3]);
      await host.scope.sync();
    } else {
      await host.device.close();
      host.store.close();
      hosts[index] = await world.open(host.name, optionsOf(index));
    }
  }
  ways.forEach((way) => way.cutAt(-1, 'before'));
  // An acknowledgement may follow what a device received: as many rounds as it takes to tell all.
  for (let round = 0; round < 4; round += 1) for (const { scope } of hosts) valueOf(await scope.sync());
  const [first, ...rest] = hosts.map(({ scope }) => text.decode(canonicalBytes(scope.replica.replicated())));
  for (const other of rest) expect(other).toBe(first);
  for (const { scope, store, device: each } of hosts) {
    const has = new Set(scope.replica.objectIds('test.notes'));
    expect([...wrote].filter((id) => !has.has(id))).toEqual([]);
    expect(scope.connection()).toMatchObject({ outgoing: 0, incoming: 0, relayTrust: 'trusted', auth: 'admitted' });
    expect(valueOf(store.check())).toEqual([]);
    await each.close();
    store.close();
  }
};

it(
  'three devices have the same in the end, wherever they were cut off or started anew',
  { timeout: 600_000 },
  async () => {
    let run = 0;
    await withStorePath(async (path) => {
      await fc.assert(
        fc.asyncProperty(steps, async (played) => {
          run += 1;
          await play(played, dirname(path), run);
        }),
        { numRuns: Math.max(1, Math.round(6 * soak)) },
      );
    });
    counted('sequences of writes, syncs, cuts and restarts of three devices', run);
  },
);
