import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: the keys of a device stood in one member, as `keys.signing` and `keys.sealing`.
 *
 * @throws TypeError where a device lacks one of them: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { keys, ...rest } = record;
  if (record.type !== 'Device') return record;
  const { signing, sealing } = typeof keys === 'object' && keys !== null ? (keys as JsonObject) : {};
  if (typeof signing !== 'string' || typeof sealing !== 'string') throw new TypeError('the device lacks a key');
  return { ...rest, signingKey: signing, sealingKey: sealing };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
