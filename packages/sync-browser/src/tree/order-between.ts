const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = digits.length;

/** Keys at either end are counted in so many digits, so that a list that only grows there keeps its keys short. */
const width = 4;

const digitAt = (key: string, index: number): number => Math.max(0, digits.indexOf(key.charAt(index)));

const counted = (key: string): number => {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * base + (index < key.length ? digitAt(key, index) : 0);
  return value;
};

const keyOf = (value: number): string | undefined => {
  if (value <= 0 || value >= base ** width) return undefined;
  let key = '';
  for (let rest = value, index = 0; index < width; index += 1) {
    key = digits.charAt(rest % base) + key;
    rest = Math.floor(rest / base);
  }
  return key;
};

/** The next key at an end; one that ends with 0 is passed over. Undefined where the count is used up. */
const beside = (key: string, step: 1 | -1): string | undefined => {
  const next = counted(key) + step;
  return keyOf(next % base === 0 ? next + step : next);
};

/** The key in the middle; `''` is below all keys, undefined above all. */
const middle = (before: string, after: string | undefined): string => {
  if (after !== undefined) {
    let same = 0;
    while (same < after.length && digitAt(before, same) === digitAt(after, same)) same += 1;
    if (same > 0) return after.slice(0, same) + middle(before.slice(same), after.slice(same));
  }
  const low = digitAt(before, 0);
  const high = after === undefined ? base : digitAt(after, 0);
  if (high - low > 1) return digits.charAt(Math.round((low + high) / 2));
  if (after !== undefined && after.length > 1) return after.charAt(0);
  return digits.charAt(low) + middle(before.slice(1), undefined);
};

/**
 * A place between two siblings, as a fractional index (`order`): after the first and before the second, either of which
 * may be missing.
 *
 * @throws RangeError where the first is not before the second
 */
export const orderBetween = (before: string | undefined, after: string | undefined): string => {
  if (before !== undefined && after !== undefined && before >= after) {
    throw new RangeError(`${JSON.stringify(before)} is not before ${JSON.stringify(after)}`);
  }
  if (before === undefined && after === undefined) return digits.charAt(base / 2);
  const atEnd = after === undefined ? beside(before ?? '', 1) : before === undefined ? beside(after, -1) : undefined;
  return atEnd ?? middle(before ?? '', after);
};
