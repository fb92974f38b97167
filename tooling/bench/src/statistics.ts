/** Median, smallest and largest of a series. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The smallest number of a series, of at least one, that a share of them (0 to 1) does not exceed. */
export const quantileOf = (series: readonly number[], share: number): number => {
  const sorted = series.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('A series without numbers has no quantile.');
  return found;
};

/** The spread of a series of at least one number; of an even count, the median is the mean of the middle two. */
export const spreadOf = (series: readonly number[]): Spread => {
  const sorted = series.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('A series without numbers has no median.');
  return { median: (low + high) / 2, min: Math.min(...sorted), max: Math.max(...sorted) };
};
