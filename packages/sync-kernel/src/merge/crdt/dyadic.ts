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

/** The double nearest to it, the even one of two; at most `Number.MAX_VALUE` away from zero. */
export const rounded = ({ units, scale }: Dyadic): number => {
  const negative = units < 0n;
  let digits = negative ? -units : units;
  let places = scale;
  // What is beyond 64 binary digits only says whether there is more: one sticky digit, as in any floating-point unit.
  const excess = digits.toString(2).length - 64;
  if (excess > 0) {
    const kept = digits >> BigInt(excess);
    digits = kept << BigInt(excess) === digits ? kept : kept | 1n;
    places -= excess;
  }
  let value = Number(digits);
  // In steps, because a power of two beyond the doubles would be no number.
  for (let left = places; left > 0; left -= 512) value /= 2 ** Math.min(left, 512);
  for (let left = -places; left > 0; left -= 512) value *= 2 ** Math.min(left, 512);
  value = Math.min(Number.MAX_VALUE, value);
  return negative ? -value : value;
};
