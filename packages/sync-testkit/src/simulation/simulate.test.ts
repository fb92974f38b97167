import { describe, expect, it } from 'vitest';
import { createReferenceWorld } from '../testing/reference-world.js';
import type { ReferenceFault } from '../testing/reference-node.js';
import { seedsOf } from '../testing/soak.js';
import type { ViolationKind } from './history.js';
import { checkSimulation, simulate } from './simulate.js';

const seeds = seedsOf(40);

describe('a simulation of replicas that keep the promises', () => {
  it('finds nothing, and was not idle', () => {
    const runs = seeds.map((seed) => checkSimulation({ seed, createWorld: createReferenceWorld() }));
    const total = (count: (run: (typeof runs)[number]) => number): number =>
      runs.reduce((sum, run) => sum + count(run), 0);

    for (const kind of ['author', 'deliver', 'tamper', 'replay', 'crash', 'restart', 'partition', 'attack'] as const) {
      expect(total(({ counts }) => counts.events[kind])).toBeGreaterThan(seeds.length / 4);
    }
    expect(total(({ counts }) => counts.acknowledged)).toBeGreaterThan(10 * seeds.length);
    expect(total(({ counts }) => counts.forbidden)).toBeGreaterThan(seeds.length);
  });

  it('has the same trace hash for the same seed, and another for another', () => {
    const createWorld = createReferenceWorld();
    const hashes = seeds.slice(0, 10).map((seed) => simulate({ seed, createWorld }).traceHash);
    const again = seeds.slice(0, 10).map((seed) => simulate({ seed, createWorld }).traceHash);

    expect(again).toEqual(hashes);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('a simulation of replicas with a fault', () => {
  const faults: readonly (readonly [ReferenceFault, ViolationKind])[] = [
    ['loses-a-write', 'lost'],
    ['ignores-removal', 'unauthorised'],
    ['ignores-signatures', 'unauthorised'],
    ['ignores-delegation', 'unauthorised'],
    ['ignores-forks', 'unauthorised'],
    ['last-arrival-wins', 'divergence'],
    ['counts-duplicates', 'unstable'],
    ['shows-held', 'held-in-force'],
    ['throws-on-junk', 'exception'],
    ['drops-what-comes-early', 'lost'],
  ];

  it.each(faults)('finds that it %s', (fault, kind) => {
    const found = seeds
      .slice(0, 20)
      .flatMap((seed) => simulate({ seed, createWorld: createReferenceWorld(fault) }).violations);

    expect(found.map((violation) => violation.kind)).toContain(kind);
  });

  it('fails with the seed and a shorter trace that fails too', () => {
    const check = (): unknown => checkSimulation({ seed: 3, createWorld: createReferenceWorld('last-arrival-wins') });

    expect(check).toThrow(/^Seed 3 fails: /);
    expect(check).toThrow(/takes [0-9] steps:/);
  });
});
