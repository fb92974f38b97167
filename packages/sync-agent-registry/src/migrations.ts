import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: a lease stood in the record as it is published, beside `type`, and was not wrapped.
 *
 * @throws TypeError where a lease has no `leaseId`: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  if (record.type !== 'AgentCapabilityLease') return record;
  const { type, parentLeaseId, ...lease } = record;
  if (typeof lease.leaseId !== 'string') throw new TypeError('the lease has no leaseId');
  return { type, lease, ...(parentLeaseId === undefined ? {} : { parentLeaseId }) };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
