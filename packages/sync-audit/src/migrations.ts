import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: an event had no `id`, as that followed from its hash. Nothing that is hashed
 * changes: a log of the draft still links.
 *
 * @throws TypeError where there is no hash to take the id from: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  if (record.type !== 'AuditEvent' || record.id !== undefined) return record;
  const { eventHash } = record;
  if (typeof eventHash !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(eventHash)) {
    throw new TypeError('the event has no hash that its id could be made of');
  }
  return { id: `urn:srcos:audit:${eventHash.slice('sha256:'.length)}`, ...record };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
