/** How long to wait between attempts. */
export interface BackOffLimits {
  /** Milliseconds before the second attempt. */
  readonly first: number;
  /** Milliseconds that no wait exceeds. */
  readonly most: number;
}

export const backOffLimits: BackOffLimits = { first: 500, most: 300_000 };

/**
 * Milliseconds to wait after so many failures in a row: exponential with full jitter, so that devices which lost a relay
 * together do not come back together. `random`: from 0 to below 1.
 */
export const backOff = (failures: number, random: () => number, limits: BackOffLimits = backOffLimits): number => {
  if (failures <= 0) return 0;
  const ceiling = Math.min(limits.most, limits.first * 2 ** Math.min(failures - 1, 30));
  return Math.floor(ceiling / 2 + (ceiling / 2) * random());
};
