import { ratio } from '../table.js';
import type { Target } from '../target.js';
import type { EngineCost } from './cost.js';
import type { EngineCurve } from './curve.js';

const power = (value: number): string => value.toFixed(2);

/** A straight line has exponent 1; what is above by less than this is the clock's and the cache's. */
const linear = 1.1;

/** What is asked of every engine: hooks that at most double a write, and grow no faster than the record. */
export const targetsOf = (costs: readonly EngineCost[], curves: readonly EngineCurve[]): readonly Target[] => [
  ...curves.map(({ engineId }) => ({
    what: `${engineId}: gate with hooks ÷ without`,
    atMost: 2,
    measured: costs.find((cost) => cost.engineId === engineId)?.ratio,
    format: ratio,
  })),
  ...curves.map(({ engineId, exponent }) => ({
    what: `${engineId}: exponent of hooks over record size`,
    atMost: linear,
    measured: exponent,
    format: power,
  })),
];
