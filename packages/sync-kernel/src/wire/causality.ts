import type { CausalClock } from './write.js';

/** A write as causality sees it: its dot is (`deviceId`, `clock.n`). */
export interface Dotted {
  readonly deviceId: string;
  readonly clock: Pick<CausalClock, 'n' | 'context'>;
}

/** Device → highest dot seen of it. */
export type VersionVector = ReadonlyMap<string, number>;

/** Whether a version vector covers a dot. */
export const seen = (context: VersionVector, deviceId: string, n: number): boolean => (context.get(deviceId) ?? 0) >= n;

/** Whether the author of `later` knew `earlier` when it wrote. */
export const knew = (later: Dotted, earlier: Dotted): boolean =>
  seen(later.clock.context, earlier.deviceId, earlier.clock.n);

/** Whether two writes are concurrent: different dots, and neither author knew the other's write. */
export const concurrent = (a: Dotted, b: Dotted): boolean =>
  !(a.deviceId === b.deviceId && a.clock.n === b.clock.n) && !knew(a, b) && !knew(b, a);

/** The least vector that covers what any of the given ones covers. */
export const joinVectors = (...vectors: readonly VersionVector[]): Map<string, number> => {
  const joined = new Map<string, number>();
  for (const vector of vectors) {
    for (const [deviceId, n] of vector) if (n > (joined.get(deviceId) ?? 0)) joined.set(deviceId, n);
  }
  return joined;
};

/** What who has taken up a write knows: the write's context and its own dot. */
export const contextAfter = ({ deviceId, clock }: Dotted): Map<string, number> =>
  joinVectors(clock.context, new Map([[deviceId, clock.n]]));
