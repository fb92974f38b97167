import { runChild } from './child.js';
import { sizes, type Dimension, type GrowthPoint, type GrowthRequest } from './growth.js';

/** A curve: its points, or why a point could not be measured. */
export interface Curve {
  readonly dimension: Dimension;
  readonly points: readonly (GrowthPoint | { readonly size: number; readonly why: string })[];
}

export interface GrowthOptions {
  readonly seed: number;
  /** Objects of the largest collection. */
  readonly largest: number;
  readonly onProgress: (text: string) => void;
}

/** A point that takes longer than this is not waited for. */
const patience = 60_000;

/** Sizes of each curve; smaller ones where the largest collection is smaller than by default. */
const sizesOf = (largest: number): readonly (readonly [Dimension, readonly number[]])[] => [
  ['objects', sizes(1_000, largest, 10)],
  ['history', sizes(100, Math.max(100, largest / 10), 10)],
  ['concurrent history', sizes(100, Math.max(100, largest / 10), 10)],
  ['devices', sizes(2, 256, largest < 100_000 ? 128 : 4)],
  ['concurrent devices', sizes(2, 256, largest < 100_000 ? 128 : 4)],
];

/** Measures merging alone as what it merges into grows, each point in a process of its own. */
export const runGrowth = ({ seed, largest, onProgress }: GrowthOptions): readonly Curve[] =>
  sizesOf(largest).map(([dimension, all]) => ({
    dimension,
    points: all.map((size) => {
      onProgress(`${dimension}: ${size}`);
      const child = runChild('growth-point', { dimension, size, seed } satisfies GrowthRequest, patience);
      return child.ok ? (JSON.parse(child.output) as GrowthPoint) : { size, why: child.why };
    }),
  }));
