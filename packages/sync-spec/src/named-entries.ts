import * as z from 'zod';

const isBounded = (value: unknown, max: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.hasOwn(value, '__proto__') &&
  Object.keys(value).length <= max;

/**
 * A JSON object whose member names are data, such as aliases by name.
 *
 * `z.record` passes over a member named `__proto__` without a word, so that what was validated would
 * differ from what was signed; here it is refused, and so is an object with too many members.
 *
 * @param max the most entries that it may have
 */
export const namedEntries = <Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  max: number,
) => {
  const entries = z.record(key, value).meta({ maxProperties: max });
  return z
    .custom<z.input<typeof entries>>((candidate) => isBounded(candidate, max), {
      error: `an object of at most ${max} entries, none of them named __proto__`,
      abort: true,
    })
    .pipe(entries);
};
