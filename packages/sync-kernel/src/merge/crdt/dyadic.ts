/** An exact sum of doubles: `units` / 2^`scale`. */
export interface Dyadic {
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Dyadic = { units: 0n, scale: 0 };

/** The double as it is, exactly. A double has at most 1,074 binary places. */
export const exactly = (value: number): Dyadic => {
  let scale = 0;
  let whole = value;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    scale += 1;
  }
  return { units: BigInt(whole), scale };
};

const unitsAt = ({ units, scale }: Dyadic, to: number): bigint => units << BigInt(to - scale);

/** The sum, without rounding: addition is associative and commutative here, as it is not for doubles. */
export const plus = (a: Dyadic, b: Dyadic): Dyadic => {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
};

/** The difference, without rounding. */
export const minus = (a: Dyadic, b: Dyadic): Dyadic => plus(a, { units: -b.units, scale: b.scale });

/** A double next to it, the same on every platform; at most `Number.MAX_VALUE` away from zero. */
export const rounded = ({ units, scale }: Dyadic): number => {
  let value = Number(units);
  // Beyond the doubles before the division: then the places behind the point do not count.
  if (!Number.isFinite(value)) value = Number(units >> BigInt(scale));
  else for (let left = scale; left > 0; left -= 512) value /= 2 ** Math.min(left, 512);
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value)) + 0;
};
