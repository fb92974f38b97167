import { reasonOf, type Engine } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { canonicalEngines } from '@sourceos/sync-spec';
import { checkSimulation, simulate } from '@sourceos/sync-testkit';
import { counted, seedsOf, soak } from '@sourceos/vitest-config/soak';
import { describe, expect, it } from 'vitest';
import { createMixedWorld, isCarried, scopeKinds, type ScopeKind, type Tally } from './mixed-world.js';
import type { Population } from './population.js';
import { populations } from './populations.js';

const kindOf = (seed: number): ScopeKind => scopeKinds[seed % scopeKinds.length] ?? 'profile';
const worldOf = (kind: ScopeKind, tally?: Tally) => () =>
  createMixedWorld({ populations, kind, crypto: nativeCrypto, ...(tally !== undefined && { tally }) });

const seeds = seedsOf(20);

describe('all engines mixed, in real replicas', () => {
  it(
    'never differ, lose no acknowledged write, apply none without authority and show nothing that is held',
    () => {
      const tally: Tally = new Map();
      let acknowledged = 0;
      let forbidden = 0;
      for (const seed of seeds) {
        const { counts } = checkSimulation({ seed, createWorld: worldOf(kindOf(seed), tally) });
        acknowledged += counts.acknowledged;
        forbidden += counts.forbidden;
      }

      expect(acknowledged).toBeGreaterThan(10 * seeds.length);
      expect(forbidden).toBeGreaterThan(seeds.length);
      for (const { engine } of populations) {
        const { collection } = engine.manifest;
        const seen = (...outcomes: string[]): number =>
          outcomes.reduce((total, outcome) => total + (tally.get(`${collection} ${outcome}`) ?? 0), 0);
        expect([collection, seen('applied', 'merged') > 0]).toEqual([collection, true]);
        expect([collection, seen('quarantined', 'held') > 0]).toEqual([collection, true]);
      }
      counted('seeds of the eleven engines mixed', seeds.length);
      counted('writes acknowledged by the mixed engines, none lost', acknowledged);
      counted('writes forbidden among the mixed engines, none applied', forbidden);
    },
    120_000 * soak,
  );

  it('have the same trace hash for the same seed, and another for another', () => {
    const hashes = scopeKinds.map((kind, seed) => simulate({ seed, steps: 60, createWorld: worldOf(kind) }).traceHash);

    expect(scopeKinds.map((kind, seed) => simulate({ seed, steps: 60, createWorld: worldOf(kind) }).traceHash)).toEqual(
      hashes,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('are the engines of the canonical table, each in a scope of a kind that carries it', () => {
    expect(populations.map(({ engine }) => engine.manifest.engineId).sort()).toEqual(
      canonicalEngines.map(({ engineId }) => engineId).sort(),
    );
    for (const population of populations) expect(scopeKinds.some((kind) => isCarried(population, kind))).toBe(true);
  });
});

/** The memory engine with another authority, among the others as they are. */
const withAuthority = (authorize: Engine['authorize']): readonly Population[] =>
  populations.map((population) => {
    const { engine } = population;
    return engine.manifest.collection === 'memory' ? { ...population, engine: { ...engine, authorize } } : population;
  });

describe('one engine with a fault among the others', () => {
  it('is found where what its authority answers depends on how often it was asked', () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 20 && !kinds.has('divergence'); seed += 1) {
      let asked = 0;
      const faulty = withAuthority(() => ((asked += 1) % 3 === 0 ? [reasonOf('engine_denied')] : []));
      const createWorld = () => createMixedWorld({ populations: faulty, kind: 'profile', crypto: nativeCrypto });
      for (const { kind } of simulate({ seed, createWorld }).violations) kinds.add(kind);
    }

    expect([...kinds]).toContain('divergence');
  });
});
