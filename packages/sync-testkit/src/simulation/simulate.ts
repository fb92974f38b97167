import { defaultWeights, type SimulationEvent, type Weights } from './event.js';
import { createPick } from './pick.js';
import { planEvents } from './plan-events.js';
import { runEvents, type Run } from './run-events.js';
import { shrink } from './shrink.js';
import type { World } from './world.js';

export interface SimulationOptions {
  /** A 32-bit integer: the same seed makes the same run. */
  readonly seed: number;
  /** Makes the scope anew; called for each run, and for each try at a shorter trace. */
  readonly createWorld: (seed: number) => World;
  /** How many steps; 120 by default. */
  readonly steps?: number;
  /** How often each step and fault happens, relative to the others; `defaultWeights` by default. */
  readonly weights?: Partial<Weights>;
}

export interface Simulation extends Run {
  readonly seed: number;
}

const planOf = ({ seed, steps = 120, weights }: SimulationOptions, world: World): readonly SimulationEvent[] =>
  planEvents(steps, world.members.length, { ...defaultWeights, ...weights }, createPick(seed));

/**
 * Replicas exchange batches and control records through a network that reorders, duplicates, drops, delays,
 * partitions, tampers and replays, among attackers, with wrong clocks, crashes and restarts; then everything
 * reaches everybody, and the outcome is held against what really happened.
 */
export const simulate = (options: SimulationOptions): Simulation => {
  const { seed } = options;
  const world = options.createWorld(seed);
  return { seed, ...runEvents(world, planOf(options, world), seed) };
};

/**
 * The same, for tests: throws where a replica fails, with the seed, the violations and the trace of the shortest
 * run found that fails in the same way.
 */
export const checkSimulation = (options: SimulationOptions): Simulation => {
  const simulation = simulate(options);
  const [first] = simulation.violations;
  if (first === undefined) return simulation;
  const run = (events: readonly SimulationEvent[]): Run =>
    runEvents(options.createWorld(options.seed), events, options.seed);
  const fails = (events: readonly SimulationEvent[]): boolean =>
    run(events).violations.some(({ kind }) => kind === first.kind);
  const events = shrink(planOf(options, options.createWorld(options.seed)), fails, 300);
  const shortest = run(events);
  const listed = shortest.violations
    .slice(0, 5)
    .map(({ kind, deviceId, detail }) => `  ${kind} at ${deviceId}: ${detail}`);
  throw new Error(
    [
      `Seed ${options.seed} fails: ${first.kind} at ${first.deviceId}: ${first.detail}`,
      `The shortest run found that fails so takes ${events.length} steps:`,
      ...shortest.trace.map((line) => `  ${line}`),
      'It violates:',
      ...listed,
    ].join('\n'),
  );
};
