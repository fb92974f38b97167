import { expect } from 'vitest';
import * as z from 'zod';
import type { Law } from '../law.js';
import type { Example } from './accepts-examples.js';

/** The types of record that a schema has, through unions of unions. */
const typesOf = ({ properties, oneOf = [], anyOf = [] }: z.core.JSONSchema.BaseSchema): readonly unknown[] => [
  ...(typeof properties?.type === 'object' ? [properties.type.const] : []),
  ...[...oneOf, ...anyOf].flatMap(typesOf),
];

/** The other laws say nothing of a kind of record that no example has. */
export const showsEveryType = (record: z.ZodType, examples: readonly Example[]): Law => ({
  says: 'has an example of every type',
  holds: () => {
    expect(new Set(examples.map(({ type }) => type))).toEqual(new Set(typesOf(z.toJSONSchema(record))));
  },
});
