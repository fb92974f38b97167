import { expect } from 'vitest';
import * as z from 'zod';
import type { Law } from '../law.js';
import { unboundedPlaces } from '../unbounded-places.js';

const isUnder = (above: string, place: string): boolean =>
  place.startsWith(`${above}/`) || place.startsWith(`${above}:`);

/**
 * Nothing grows without end, and no list of texts says one thing twice, but for the named places.
 *
 * @param unbounded places as `unboundedPlaces` names them, each with all that is below it
 */
export const isBounded = (record: z.ZodType, unbounded: readonly string[]): Law => ({
  says: 'bounds every text, list, map and number',
  holds: () => {
    const places = unboundedPlaces(z.toJSONSchema(record));
    expect(places.filter((place) => !unbounded.some((above) => isUnder(above, place)))).toEqual([]);
    // An exception that nothing needs any more would hide the next fault.
    expect(unbounded.filter((above) => !places.some((place) => isUnder(above, place)))).toEqual([]);
  },
});
