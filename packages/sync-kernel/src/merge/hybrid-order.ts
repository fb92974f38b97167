import type { Version } from '../model/version.js';

/** Strings by UTF-16 code units, as RFC 8785 sorts names; never by a locale, which differs between devices. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the order reads of a version. */
type Place = Pick<Version, 'id' | 'deviceId' | 'clock'>;

/**
 * The total order of the hybrid clock: wall, counter, then device and dot, and the id last. Negative where `a`
 * is before `b`, 0 only for one and the same write. It orders displays and breaks ties; causality is `sees`.
 */
export const compareHybrid = (a: Place, b: Place): number =>
  a.clock.wall - b.clock.wall ||
  a.clock.counter - b.clock.counter ||
  compareText(a.deviceId, b.deviceId) ||
  a.clock.n - b.clock.n ||
  compareText(a.id, b.id);
