import type { Engine } from '@sourceos/sync-kernel';
import { spreadOf } from '../statistics.js';
import { withAnswers, withoutHooks } from './answers.js';
import { copier, hookNames, notingCalls, type HookCall, type HookName } from './hooks.js';
import type { Population } from './population.js';
import { processorTime } from './processor-time.js';
import { traceOf } from './trace.js';

/** What a write costs in an engine, in microseconds of processor time. */
export interface EngineCost {
  readonly engineId: string;
  readonly writes: number;
  /** Bytes of a record as JSON, on average. */
  readonly bytes: number;
  readonly held: number;
  /** Each write through the gate: without hooks, so that none is held; medians of the rounds, as are the next two. */
  readonly unheld: number;
  /** The kernel's own cost: hooks that answer at once what the engine's own answered, so that all is decided alike. */
  readonly kernel: number;
  /** With the engine's hooks. */
  readonly whole: number;
  /** The median of the rounds' ratios of whole to kernel, each of two runs that followed one another. */
  readonly ratio: number;
  /** Each hook's share of a write, its calls made anew without the gate. */
  readonly hooks: Readonly<Record<HookName, number>>;
}

/** Fresh devices that receive the writes in one timed run: a collection of garbage is a part of it and not all. */
const devices = 8;
/** Rounds that are not counted: what has run some ten thousand times is compiled. */
const warmUps = 12;

/** Every hook's calls made anew, in microseconds for each write; the best of the rounds. */
const hookCosts = (calls: readonly HookCall[], writes: number, rounds: number): Record<HookName, number> => {
  const best = Object.fromEntries(hookNames.map((name) => [name, Infinity])) as Record<HookName, number>;
  for (let round = 0; round < rounds * 4; round += 1) {
    const copy = copier();
    const again = calls.map(({ hook, anew }) => ({ hook, run: anew(copy) }));
    // In the order of the gate: what an earlier hook keeps for a later one is the earlier one's cost.
    for (const name of hookNames) {
      const own = again.filter(({ hook }) => hook === name);
      const taken = processorTime(() => {
        for (const { run } of own) run();
      });
      best[name] = Math.min(best[name], taken / writes);
    }
  }
  return best;
};

/** Measures an engine's hooks per write beside the kernel's own cost of the same writes, in turn; undefined where no specimen is let in. */
export const measureCost = (population: Population, rounds: number): EngineCost | undefined => {
  const { engine } = population;
  const trace = traceOf(population);
  if (trace === undefined) return undefined;
  const { writes, bytes, held, receiver } = trace;
  const calls: HookCall[] = [];
  receiver(notingCalls(engine, calls))();
  const contenders: Readonly<Record<'unheld' | 'kernel' | 'whole', () => Engine>> = {
    unheld: () => withoutHooks(engine),
    kernel: () => withAnswers(engine, calls),
    whole: () => engine,
  };
  // Nothing is collected on purpose between the runs: V8 throws compiled code away with what it was compiled for.
  const taken = (name: keyof typeof contenders): number => {
    const receive = Array.from({ length: devices }, () => receiver(contenders[name]()));
    const time = processorTime(() => {
      for (const one of receive) one();
    });
    return time / (devices * writes);
  };
  const times: { readonly unheld: number; readonly kernel: number; readonly whole: number }[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const unheld = taken('unheld');
    const pair =
      round % 2 === 0
        ? { kernel: taken('kernel'), whole: taken('whole') }
        : ((whole) => ({ whole, kernel: taken('kernel') }))(taken('whole'));
    if (round >= 0) times.push({ unheld, ...pair });
  }
  const median = (of: (time: (typeof times)[number]) => number): number => spreadOf(times.map(of)).median;
  return {
    ...{ engineId: engine.manifest.engineId, writes, bytes, held },
    unheld: median(({ unheld }) => unheld),
    kernel: median(({ kernel }) => kernel),
    whole: median(({ whole }) => whole),
    ratio: median(({ whole, kernel }) => whole / kernel),
    hooks: hookCosts(calls, writes, rounds),
  };
};
