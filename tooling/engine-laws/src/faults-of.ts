import type * as z from 'zod';

/** Where a schema finds a record wrong, as dotted paths; none where it accepts it. */
export const faultsOf =
  (schema: z.ZodType) =>
  (record: unknown): readonly string[] =>
    schema.safeParse(record).error?.issues.map(({ path }) => path.join('.')) ?? [];
