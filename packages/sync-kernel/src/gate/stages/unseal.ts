import { reasonOf } from '../../model/reason-of.js';
import { parseJson } from '../../wire/parse-json.js';
import { openUnder, scopeKeysOf } from '../scope-keys.js';
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
    const { keys, others } = scopeKeysOf(scopeKey, encryptionScope, statement.epoch);
    const { leaf, payload } = write;
    const { scopeId, epoch } = statement;
    const opened = openUnder(keys, { crypto, leaf, payload, scopeId, epoch });
    if (opened?.ok !== true) {
      // Rejected is for ever: what another key of the epoch may open waits for it, so that order decides nothing (I10).
      return opened === undefined || others
        ? ending('held', reasonOf('key_missing', { evidence: { epoch, scope: encryptionScope } }))
        : ending('rejected', reasonOf(opened.detail, { evidence: { message: opened.message } }));
    }
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
