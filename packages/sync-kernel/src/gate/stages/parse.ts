import { reasonOf } from '../../model/reason-of.js';
import type { WriteBytes } from '../../wire/batch.js';
import { parseLeaf } from '../../wire/header.js';
import { ArrivedWrite } from '../arrived-write.js';
import { ending, type Ending } from '../passage.js';

/** Reads a write's header within bounds: what cannot be read is rejected, alone. */
export const parse = (id: string, bytes: WriteBytes): ArrivedWrite | Ending => {
  const parsed = parseLeaf(bytes.leaf);
  if (!parsed.ok) return ending('rejected', reasonOf(parsed.detail, { evidence: { message: parsed.message } }));
  return new ArrivedWrite(id, parsed.value, bytes);
};
