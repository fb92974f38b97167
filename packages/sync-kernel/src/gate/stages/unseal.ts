import { reasonOf } from '../../model/reason-of.js';
import { parseJson } from '../../wire/parse-json.js';
import { openPayload } from '../../wire/seal.js';
import type { GateContext } from '../gate-context.js';
import { ending, type Ending, type Passage } from '../passage.js';

const removes = (operation: string): boolean => operation === 'delete' || operation === 'tombstone';

/** Opens the payload under the key of its scope and epoch, and reads it as bounded JSON. `public` is signed, not sealed (I2). */
export const unseal = (passage: Passage, { crypto, scopeKey }: GateContext): Ending | undefined => {
  if (passage.opened !== undefined || passage.version !== undefined) return undefined;
  const { write, statement } = passage;
  const { encryptionScope, operation } = write;
  let bytes = write.payload;
  if (encryptionScope !== 'public') {
    const key = scopeKey(encryptionScope, statement.epoch);
    if (key === undefined) {
      return ending('held', reasonOf('key_missing', { evidence: { epoch: statement.epoch, scope: encryptionScope } }));
    }
    const { leaf, payload } = write;
    const { scopeId, epoch } = statement;
    const opened = openPayload({ crypto, key, leaf, payload, scopeId, epoch });
    if (!opened.ok) return ending('rejected', reasonOf(opened.detail, { evidence: { message: opened.message } }));
    bytes = opened.value;
  }
  const parsed = parseJson(bytes);
  if (!parsed.ok) return ending('rejected', reasonOf(parsed.detail, { evidence: { message: parsed.message } }));
  if (removes(operation) !== (parsed.value === null)) {
    return ending('rejected', reasonOf('malformed', { evidence: { operation } }));
  }
  passage.opened = parsed.value;
  return undefined;
};
