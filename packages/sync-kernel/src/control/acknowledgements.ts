import type { StatementOf } from './control-statement.js';

/** What one device acknowledged, all its records together. */
export interface Acknowledged {
  /** Device → dot up to which its writes are held. */
  readonly frontier: ReadonlyMap<string, number>;
  /** The time of the newest, milliseconds. */
  readonly wall: number;
}

/** Grows by the maximum of each dot. */
export const joinAcknowledged = (
  a: Acknowledged | undefined,
  { frontier, wall }: StatementOf<'acknowledgement'>,
): Acknowledged => {
  const joined = new Map(a?.frontier);
  for (const [deviceId, n] of Object.entries(frontier)) joined.set(deviceId, Math.max(n, joined.get(deviceId) ?? 0));
  return { frontier: joined, wall: Math.max(a?.wall ?? 0, wall) };
};

/** Whether `a` says nothing that `b` does not. */
export const isWithin = (a: StatementOf<'acknowledgement'>, b: StatementOf<'acknowledgement'>): boolean =>
  a.wall <= b.wall &&
  Object.entries(a.frontier).every(
    ([deviceId, n]) => Object.hasOwn(b.frontier, deviceId) && n <= (b.frontier[deviceId] ?? 0),
  );

/** The dots that all of some devices acknowledged: the minimum of each, where all have one. */
export const meetFrontiers = (acknowledged: readonly (Acknowledged | undefined)[]): ReadonlyMap<string, number> => {
  const meet = new Map<string, number>();
  const [first, ...others] = acknowledged;
  for (const [deviceId, n] of first?.frontier ?? []) {
    let least = n;
    for (const other of others) least = Math.min(least, other?.frontier.get(deviceId) ?? 0);
    if (least > 0) meet.set(deviceId, least);
  }
  return meet;
};
