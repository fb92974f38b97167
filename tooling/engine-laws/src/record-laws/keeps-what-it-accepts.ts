import fc from 'fast-check';
import { expect } from 'vitest';
import type * as z from 'zod';
import { membersOf } from '../examples.js';
import { throughJson, withMember } from '../json-places.js';
import type { Law } from '../law.js';

type Replace = (value: unknown) => unknown;

/** Values that a schema which tidies up would take for the one that is there. */
const respellings: readonly Replace[] = [
  (value) => (typeof value === 'string' ? ` ${value}\n` : String(value)),
  (value) => (typeof value === 'string' ? value.toUpperCase() : [value]),
  (value) => (typeof value === 'string' ? value.normalize('NFD') : value),
  // Not there at all, once through JSON.
  () => undefined,
];

const by = (other: unknown): Replace => {
  return () => other;
};

/** What was signed is what is read: a schema that changes a record would change what its author said. */
export const keepsWhatItAccepts = (record: z.ZodType, examples: readonly object[]): Law => ({
  says: 'keeps whatever it accepts as it is: nothing is coerced, dropped or filled in',
  holds: () => {
    const members = membersOf(examples);
    const replacement = fc.oneof(
      fc.jsonValue().map(by),
      fc.constantFrom(...members.map(({ value }) => by(value))),
      fc.constantFrom(...respellings),
    );
    fc.assert(
      fc.property(fc.constantFrom(...members), replacement, ({ example, path, name, value }, replace) => {
        const changed = throughJson(withMember(example, path, name, replace(value)));
        const parsed = record.safeParse(changed);
        if (parsed.success) expect(throughJson(parsed.data)).toStrictEqual(changed);
      }),
      { numRuns: 1_000 },
    );
  },
});
