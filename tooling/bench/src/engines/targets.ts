import { ratio } from '../table.js';
import type { Target } from '../target.js';
import type { EngineCost } from './cost.js';
import type { EngineCurve } from './curve.js';

const power = (value: number): string => value.toFixed(2);

/** What an exponent may be above that of copying the same records: the clock's and the collector's share. */
const noise = 0.1;

const above = ({ exponent, copyExponent }: EngineCurve): number | undefined =>
  exponent === undefined || copyExponent === undefined ? undefined : exponent - copyExponent;

/** What is asked of every engine: hooks that at most double a write, and grow no faster than the record. */
export const targetsOf = (costs: readonly EngineCost[], curves: readonly EngineCurve[]): readonly Target[] => [
  ...curves.map(({ engineId }) => ({
    what: `${engineId}: gate with hooks ÷ without`,
    atMost: 2,
    measured: costs.find((cost) => cost.engineId === engineId)?.ratio,
    format: ratio,
  })),
  ...curves.map((curve) => ({
    what: `${curve.engineId}: exponent of hooks over record size, less that of a copy`,
    atMost: noise,
    measured: above(curve),
    format: power,
  })),
];
