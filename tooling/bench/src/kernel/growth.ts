/** What grows in a curve of the merge strategy. */
export type Dimension = 'objects' | 'history' | 'concurrent history' | 'devices' | 'concurrent devices';

/** What a process is told that measures one point of a curve. */
export interface GrowthRequest {
  readonly dimension: Dimension;
  readonly size: number;
  readonly seed: number;
}

/** One point: what it took `graph_merge` to get there. */
export interface GrowthPoint {
  readonly size: number;
  readonly writes: number;
  readonly objects: number;
  /** Nanoseconds of each write on the way, the mean. */
  readonly mean: number;
  /** Nanoseconds of each of the last writes, a tenth of all: the cost at this size. */
  readonly last: number;
  /** Bytes that the merger and what it holds take in the end, versions included. */
  readonly bytes: number;
}

/** Sizes from the first to the last by powers of a step, the last always among them. */
export const sizes = (from: number, to: number, step: number): readonly number[] => {
  const all: number[] = [];
  for (let size = from; size < to; size *= step) all.push(size);
  return [...all, to];
};
