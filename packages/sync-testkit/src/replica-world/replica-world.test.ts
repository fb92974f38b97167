import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import type { ViolationKind } from '../simulation/history.js';
import { checkSimulation, simulate } from '../simulation/simulate.js';
import type { World } from '../simulation/world.js';
import { counted, seedsOf, soak } from '../testing/soak.js';
import { createReplicaWorld, type ReplicaWorldOptions } from './replica-world.js';
import { replicaFaults, type ReplicaFault } from './testing/replica-faults.js';
import { randomChanges } from './testing/random-changes.js';
import { strategyEngines } from './testing/strategy-engines.js';

const worldOf =
  (more: Partial<ReplicaWorldOptions> = {}) =>
  (): World =>
    createReplicaWorld({
      engines: strategyEngines,
      changes: randomChanges(strategyEngines),
      crypto: nativeCrypto,
      ...more,
    });

const seeds = seedsOf(40);

describe('real replicas with an engine for each strategy', () => {
  it(
    'never differ, lose no acknowledged write and apply none without authority',
    () => {
      const total = new Map<string, number>();
      const count = (name: string, by: number): unknown => total.set(name, (total.get(name) ?? 0) + by);
      for (const seed of seeds) {
        const { counts } = checkSimulation({ seed, createWorld: worldOf() });
        for (const [kind, times] of Object.entries(counts.events)) count(kind, times);
        count('acknowledged', counts.acknowledged);
        count('forbidden', counts.forbidden);
      }

      for (const kind of ['author', 'deliver', 'tamper', 'replay', 'partition', 'govern', 'attack', 'acknowledge']) {
        expect(total.get(kind)).toBeGreaterThan(seeds.length);
      }
      for (const kind of ['crash', 'restart', 'lull', 'collect']) {
        expect(total.get(kind)).toBeGreaterThan(seeds.length / 20);
      }
      expect(total.get('acknowledged')).toBeGreaterThan(10 * seeds.length);
      expect(total.get('forbidden')).toBeGreaterThan(seeds.length);
      counted('seeds of real replicas, an engine for each strategy', seeds.length);
      counted('writes acknowledged in them, none lost', total.get('acknowledged') ?? 0);
      counted('writes forbidden in them, none applied', total.get('forbidden') ?? 0);
    },
    120_000 * soak,
  );

  it('have the same trace hash for the same seed, and another for another', () => {
    const hashes = [1, 2, 3].map((seed) => simulate({ seed, createWorld: worldOf() }).traceHash);
    const again = [1, 2, 3].map((seed) => simulate({ seed, createWorld: worldOf() }).traceHash);

    expect(again).toEqual(hashes);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('a replica with a fault', () => {
  const faults: readonly (readonly [ReplicaFault, ViolationKind])[] = [
    ['drops-a-write-after-a-restart', 'lost'],
    ['asks-for-no-authority', 'unauthorised'],
    ['forgets-a-control-record', 'divergence'],
    ['shows-what-is-held', 'held-in-force'],
    ['counts-what-it-receives', 'unstable'],
  ];

  it.each(faults)('is found where it %s', (fault, kind) => {
    const kinds = new Set<ViolationKind>();
    for (let seed = 1; seed <= 20 && !kinds.has(kind); seed += 1) {
      const { violations } = simulate({ seed, createWorld: worldOf(replicaFaults[fault]()) });
      for (const violation of violations) kinds.add(violation.kind);
    }

    expect([...kinds]).toContain(kind);
  });
});

describe('the world of replicas', () => {
  it('refuses an engine that logs of its scope do not carry', () => {
    expect(worldOf({ scopeId: 'urn:srcos:profile:somebody' })).toThrow('has no records in urn:srcos:profile:somebody');
  });
});
