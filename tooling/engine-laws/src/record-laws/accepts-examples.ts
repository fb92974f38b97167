import { expect } from 'vitest';
import type * as z from 'zod';
import type { Law } from '../law.js';
import { throughJson } from '../json-places.js';

/** A record: what makes it one of several kinds is its `type`. */
export interface Example {
  readonly type: string;
}

/** Each example is right, and is the same after it was stored and read again. */
export const acceptsExamples = (record: z.ZodType, examples: readonly Example[]): readonly Law[] =>
  examples.map((example, index) => ({
    says: `accepts example ${index}, ${example.type}, and keeps it as it is through JSON`,
    holds: () => {
      expect(record.parse(throughJson(record.parse(example)))).toEqual(example);
    },
  }));
