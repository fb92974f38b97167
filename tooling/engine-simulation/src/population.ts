import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';

/** An engine, and valid records of it with the objects that they stand under. */
export interface Population {
  readonly engine: Engine;
  readonly specimens: readonly Specimen[];
}

export interface Specimen {
  readonly objectId: string;
  readonly record: JsonObject;
}

/** How many records of an engine a run chooses from. */
const size = 200;

/** Draws the same records in every run; what chooses among them is the seed of the simulation. */
export const populationOf = <RecordType extends object>(
  engine: Engine,
  records: fc.Arbitrary<RecordType>,
  objectIdOf: (record: RecordType, index: number) => string,
  more: readonly Specimen[] = [],
): Population => ({
  engine,
  specimens: [
    ...fc
      .sample(records, { numRuns: size, seed: 1 })
      .map((record, index) => ({ objectId: objectIdOf(record, index), record: record as unknown as JsonObject })),
    // As often as half of the others: they are few, and much of the rest builds on them.
    ...more.flatMap((specimen) => Array.from({ length: Math.ceil(size / 2 / more.length) }, () => specimen)),
  ],
});
