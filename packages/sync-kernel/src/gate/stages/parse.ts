import { reasonOf } from '../../model/reason-of.js';
import { parseLeaf } from '../../wire/header.js';
import type { WriteBytes } from '../../wire/batch.js';
import type { BatchStatement, Write } from '../../wire/write.js';
import type { Arrival } from '../arrival.js';
import { ending, type Ending, type Passage } from '../passage.js';

const none: readonly never[] = [];

/** Reads a write's header within bounds: what cannot be read is rejected, alone. */
export const parse = (
  id: string,
  { leaf, payload }: WriteBytes,
  statement: BatchStatement,
  arrival: Arrival,
): Passage | Ending => {
  const parsed = parseLeaf(leaf);
  if (!parsed.ok) return ending('rejected', reasonOf(parsed.detail, { evidence: { message: parsed.message } }));
  const write: Write = { id, header: parsed.value.header, clock: parsed.value.clock, leaf, payload };
  return {
    write,
    statement,
    arrival,
    holds: none,
    engine: undefined,
    opened: undefined,
    version: undefined,
    change: undefined,
    classification: undefined,
    result: undefined,
  };
};
