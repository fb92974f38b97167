import type * as z from 'zod';
import { describeLaws, type Law } from './law.js';
import { acceptsExamples, type Example } from './record-laws/accepts-examples.js';
import { isBounded } from './record-laws/is-bounded.js';
import { isClosed } from './record-laws/is-closed.js';
import { keepsWhatItAccepts } from './record-laws/keeps-what-it-accepts.js';
import { showsEveryType } from './record-laws/shows-every-type.js';

/** What a record schema is excused from, mostly because it takes over a published shape. */
export interface RecordLawOptions {
  /** Dotted paths of objects that take any member, each with all that is below it. */
  readonly open?: readonly string[];
  /** Places as `unboundedPlaces` names them that need no bound, each with all that is below it. */
  readonly unbounded?: readonly string[];
}

/** What every record schema of an engine keeps, shown on examples. */
export const recordLaws = (
  record: z.ZodType,
  examples: readonly Example[],
  { open = [], unbounded = [] }: RecordLawOptions = {},
): readonly Law[] => [
  ...acceptsExamples(record, examples),
  showsEveryType(record, examples),
  keepsWhatItAccepts(record, examples),
  ...isClosed(record, examples, open),
  isBounded(record, unbounded),
];

/**
 * Makes the laws of records the tests of an engine's record schema.
 *
 * @param record the schema
 * @param examples right records, at least one of every type; put something into every optional object,
 *   because what no example has cannot be spoilt
 * @param options what the schema is excused from; an excuse that nothing needs fails
 */
export const describeRecordLaws = (...given: Parameters<typeof recordLaws>): void =>
  describeLaws('the record schema', recordLaws(...given));
