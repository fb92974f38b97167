import type { JsonObject } from '../../model/json.js';
import type { ScopeKey } from '../../replica/replica.js';
import { parseBatch } from '../../wire/batch-frame.js';
import type { Crypto } from '../../wire/crypto.js';
import { accepted, refused, type WireResult } from '../../wire/failure.js';
import { parseLeaf } from '../../wire/header.js';
import { parseJson } from '../../wire/parse-json.js';
import { createBatchProver } from '../../wire/proof.js';
import type { Opening } from '../../wire/seal.js';
import { openUnder, scopeKeysOf } from '../../gate/scope-keys.js';
import type { ExportItem } from '../export.js';

/** What an export reads of one batch. */
export interface BatchItems {
  readonly crypto: Pick<Crypto, 'sha256'> & Opening['crypto'];
  /** As it was authored or received. */
  readonly batch: Uint8Array;
  readonly collection: string;
  readonly scopeKey: ScopeKey;
}

/**
 * The writes of one collection in a batch, each with its proof, for `exportRecords`. Which of them to export is for
 * the host to say, by its replica's decisions: a batch may hold writes that never stood.
 *
 * @returns why nothing can be exported: the bytes are no batch, or a key is not here
 */
export const exportItems = ({ crypto, batch, collection, scopeKey }: BatchItems): WireResult<readonly ExportItem[]> => {
  const parsed = parseBatch(batch);
  if (!parsed.ok) return parsed;
  const { statement, writes } = parsed.value;
  const { scopeId, epoch } = statement;
  const prove = createBatchProver(crypto, parsed.value);
  const items: ExportItem[] = [];
  for (const [index, { leaf, payload }] of writes.entries()) {
    const read = parseLeaf(leaf);
    // What cannot be read was refused by the gate as well; one bad write never stops its batch.
    if (!read.ok || read.value.header.collection !== collection) continue;
    const { encryptionScope } = read.value.header;
    let plain = payload;
    if (encryptionScope !== 'public') {
      const { keys } = scopeKeysOf(scopeKey, encryptionScope, epoch);
      const opened = openUnder(keys, { crypto, leaf, payload, scopeId, epoch });
      if (opened === undefined) {
        return refused('unsealed_badly', `The key of ${encryptionScope} in epoch ${String(epoch)} is not here.`);
      }
      if (!opened.ok) continue;
      plain = opened.value;
    }
    const json = parseJson(plain);
    if (!json.ok) continue;
    const record = json.value === null ? undefined : (json.value as JsonObject);
    items.push({ leaf, proof: prove(index), record, payload });
  }
  return accepted(items);
};
