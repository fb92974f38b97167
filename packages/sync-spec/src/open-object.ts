import * as z from 'zod';

/**
 * A JSON object of whatever members, as the published schemas have it in a few places.
 *
 * `z.looseObject` passes over a member named `__proto__` without a word, so that what was validated
 * would differ from what was signed; here it is refused.
 */
export const openObject = () =>
  z
    .custom<Record<string, unknown>>(
      (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__'),
      { error: 'an object without a member named __proto__', abort: true },
    )
    .pipe(z.looseObject({}))
    .meta({ propertyNames: { not: { const: '__proto__' } } });
