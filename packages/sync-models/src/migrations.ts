import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: a route had one target, and either stayed on the device or went anywhere.
 *
 * @throws TypeError where it does not say which: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { target, allowRemote, ...rest } = record;
  if (rest.type !== 'ModelRoute' || target === undefined) return record;
  if (typeof allowRemote !== 'boolean') throw new TypeError('allowRemote is neither true nor false');
  return { ...rest, targets: [target], ceiling: { reach: allowRemote ? 'anywhere' : 'device' } };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
