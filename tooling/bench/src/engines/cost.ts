import { spreadOf } from '../statistics.js';
import { bareEngine } from './bare-engine.js';
import { hookNames, notingCalls, type HookCall, type HookName } from './hooks.js';
import type { Population } from './population.js';
import { processorTime, timeOf } from './processor-time.js';
import { traceOf } from './trace.js';

/** What a write costs in an engine, in microseconds of processor time. */
export interface EngineCost {
  readonly engineId: string;
  readonly writes: number;
  /** Bytes of a record as JSON, on average. */
  readonly bytes: number;
  readonly held: number;
  /** Each write through the gate, without the engine's hooks and with them; medians of the rounds. */
  readonly bare: number;
  readonly whole: number;
  /** The median of the rounds' ratios, each of two runs that followed one another. */
  readonly ratio: number;
  /** Each hook's share of a write, its calls made again without the gate. */
  readonly hooks: Readonly<Record<HookName, number>>;
}

/** Rounds that are not counted: what has run a few thousand times is compiled. */
const warmUps = 12;

/** Measures an engine's hooks per write beside the kernel's own cost of the same writes, in turn; undefined where no specimen is let in. */
export const measureCost = (population: Population, rounds: number): EngineCost | undefined => {
  const { engine } = population;
  const trace = traceOf(population);
  if (trace === undefined) return undefined;
  const { writes, bytes, held, receiver } = trace;
  const bare = bareEngine(engine);
  const taken = (one: typeof engine): number => {
    const receive = receiver(one);
    globalThis.gc?.();
    return processorTime(() => void receive()) / writes;
  };
  const pairs: { readonly bare: number; readonly whole: number }[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const pair =
      round % 2 === 0
        ? { bare: taken(bare), whole: taken(engine) }
        : ((whole) => ({ whole, bare: taken(bare) }))(taken(engine));
    if (round >= 0) pairs.push(pair);
  }
  const calls: HookCall[] = [];
  receiver(notingCalls(engine, calls))();
  const costOf = (name: HookName): number => {
    const own = calls.filter(({ hook }) => hook === name);
    if (own.length === 0) return 0;
    return (
      timeOf(() => {
        for (const { again } of own) again();
      }) / writes
    );
  };
  return {
    ...{ engineId: engine.manifest.engineId, writes, bytes, held },
    bare: spreadOf(pairs.map((pair) => pair.bare)).median,
    whole: spreadOf(pairs.map((pair) => pair.whole)).median,
    ratio: spreadOf(pairs.map((pair) => pair.whole / pair.bare)).median,
    hooks: Object.fromEntries(hookNames.map((name) => [name, costOf(name)])) as Record<HookName, number>,
  };
};
