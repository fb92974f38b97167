import { counted, seedsOf, soak } from '@sourceos/vitest-config/soak';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../packages/sync-host/src/store/memory/create-memory-store.js';
import { scopeKinds, type ScopeKind } from '../mixed-world.js';
import { populations } from '../populations.js';
import { simulateHosts } from './simulate-hosts.js';

const kindOf = (seed: number): ScopeKind => scopeKinds[seed % scopeKinds.length] ?? 'profile';
const seeds = seedsOf(5);

describe('hosts with all engines, in a network that fails', () => {
  it(
    'end with the same, lose no acknowledged write and apply none without authority',
    async () => {
      const total = { acknowledged: 0, forbidden: 0, crashes: 0, tampered: 0, removals: 0, snapshots: 0 };
      for (const seed of seeds) {
        const run = await simulateHosts({ seed, kind: kindOf(seed), populations });
        expect(run.violations, `seed ${seed}`).toEqual([]);
        for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += run[name];
      }
      for (const [what, count] of Object.entries(total)) expect([what, count > 0]).toEqual([what, true]);
      counted('seeds of hosts with the eleven engines', seeds.length);
      counted('writes acknowledged by hosts, none lost', total.acknowledged);
      counted('crashes of hosts', total.crashes);
      counted('answers with a turned bit, none taken', total.tampered);
      counted('snapshots taken by hosts, all the same in the end', total.snapshots);
    },
    120_000 * soak,
  );

  it('are found out where a store forgets what it acknowledged', async () => {
    const createStore = () => {
      const store = createMemoryStore();
      let asked = 0;
      return {
        ...store,
        acceptLocal: (changes: Parameters<typeof store.acceptLocal>[0]) => {
          asked += 1;
          return asked % 5 === 0 ? { ok: true as const, value: 1 } : store.acceptLocal(changes);
        },
      };
    };
    const { violations } = await simulateHosts({ seed: 1, kind: 'workspace', populations, createStore });
    expect(violations.length).toBeGreaterThan(0);
  });

  it('have the same trace hash for the same seed, and another for another', async () => {
    const hashes: string[] = [];
    for (const seed of [1, 2, 1]) {
      hashes.push((await simulateHosts({ seed, kind: 'workspace', populations, steps: 25 })).traceHash);
    }
    expect(hashes[2]).toBe(hashes[0]);
    expect(hashes[1]).not.toBe(hashes[0]);
  });
});
