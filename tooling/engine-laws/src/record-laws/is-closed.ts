import fc from 'fast-check';
import { expect } from 'vitest';
import type * as z from 'zod';
import { objectsOf, type ExampleObject } from '../examples.js';
import { faultsOf } from '../faults-of.js';
import { withMember } from '../json-places.js';
import type { Law } from '../law.js';

// A space keeps the name out of every map whose names are data.
const unknownName = fc.oneof(
  fc.constant('__proto__'),
  fc.string().map((name) => `${name} `),
);

const isUnder =
  (above: string) =>
  ({ path }: ExampleObject): boolean =>
    `${path.join('.')}.`.startsWith(`${above}.`);

/**
 * No object takes a member that the schema does not have, but for the open ones; and those are open.
 *
 * @param open dotted paths of objects that take any member, each with all that is below it
 */
export const isClosed = (record: z.ZodType, examples: readonly object[], open: readonly string[]): readonly Law[] => {
  const faults = faultsOf(record);
  const objects = objectsOf(examples);
  return [
    {
      says: 'refuses an unknown member wherever it is put',
      holds: () => {
        const closed = objects.filter((object) => !open.some((above) => isUnder(above)(object)));
        fc.assert(
          fc.property(fc.constantFrom(...closed), unknownName, fc.jsonValue(), ({ example, path }, name, member) => {
            expect(faults(withMember(example, path, name, member))).not.toEqual([]);
          }),
          { numRuns: 500 },
        );
      },
    },
    ...open.map((above) => ({
      says: `leaves ${above} open`,
      holds: () => {
        const inside = objects.filter(isUnder(above));
        expect(inside).not.toEqual([]);
        for (const { example, path } of inside) expect(faults(withMember(example, path, 'unknown ', 1))).toEqual([]);
      },
    })),
  ];
};
