/** A hybrid logical clock (Kulkarni et al., 2014): orders displays and breaks ties; causality is the dots' alone. */
export interface HybridTime {
  /** Milliseconds since the epoch. */
  readonly wall: number;
  readonly counter: number;
}

/** Beyond it the counter carries into `wall`, so that time goes on strictly whatever was received. */
export const maxCounter = 0xffff_ffff;

const after = ({ wall, counter }: HybridTime): HybridTime =>
  counter < maxCounter ? { wall, counter: counter + 1 } : { wall: wall + 1, counter: 0 };

/** −1, 0 or 1, as the first is before, equal to, or after the second. */
export const compareHybridTime = (a: HybridTime, b: HybridTime): -1 | 0 | 1 => {
  if (a.wall !== b.wall) return a.wall < b.wall ? -1 : 1;
  if (a.counter !== b.counter) return a.counter < b.counter ? -1 : 1;
  return 0;
};

/**
 * The time of the next local event: after `last`, and not before the device's clock.
 *
 * @param last the device's time so far
 * @param now the device's clock, in milliseconds since the epoch
 */
export const tick = (last: HybridTime, now: number): HybridTime =>
  Math.floor(now) > last.wall ? { wall: Math.floor(now), counter: 0 } : after(last);

/**
 * The device's time once it has received a write: after its own and after the write's.
 * How far ahead a write may be is the caller's to bound, before it calls (I10).
 */
export const receive = (last: HybridTime, remote: HybridTime, now: number): HybridTime =>
  tick(compareHybridTime(last, remote) < 0 ? remote : last, now);
