import { reasonOf } from '../../model/reason-of.js';
import { parseLeaf, type ParsedLeaf } from '../../wire/header.js';
import type { WriteBytes } from '../../wire/batch.js';
import type { BatchStatement, CausalClock, Write, WriteHeader } from '../../wire/write.js';
import type { Arrival } from '../arrival.js';
import { ending, type Ending, type Passage } from '../passage.js';

const none: readonly never[] = [];

/** A write with its bytes where they are: in the batch that it came in. */
class ParsedWrite implements Write {
  readonly id: string;
  readonly header: WriteHeader;
  readonly clock: CausalClock;
  readonly #bytes: WriteBytes;

  constructor(id: string, { header, clock }: ParsedLeaf, bytes: WriteBytes) {
    this.id = id;
    this.header = header;
    this.clock = clock;
    this.#bytes = bytes;
  }

  get leaf(): Uint8Array {
    return this.#bytes.leaf;
  }

  get payload(): Uint8Array {
    return this.#bytes.payload;
  }
}

/** Reads a write's header within bounds: what cannot be read is rejected, alone. */
export const parse = (id: string, bytes: WriteBytes, statement: BatchStatement, arrival: Arrival): Passage | Ending => {
  const parsed = parseLeaf(bytes.leaf);
  if (!parsed.ok) return ending('rejected', reasonOf(parsed.detail, { evidence: { message: parsed.message } }));
  return {
    write: new ParsedWrite(id, parsed.value, bytes),
    statement,
    arrival,
    holds: none,
    asked: none,
    askedOfControl: none,
    touched: none,
    engine: undefined,
    opened: undefined,
    version: undefined,
    change: undefined,
    classification: undefined,
    result: undefined,
  };
};
