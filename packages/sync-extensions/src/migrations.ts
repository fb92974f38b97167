import type { Json, JsonObject, Migration } from '@sourceos/sync-kernel';

const names = (permissions: Json): readonly string[] => {
  if (!Array.isArray(permissions) || !permissions.every((name): name is string => typeof name === 'string')) {
    throw new TypeError('permissions are no list of names');
  }
  return permissions;
};

/**
 * From 0.0.1, the draft of the model: permissions were a list of names, each of which reached everywhere, and an extension
 * was switched `off` instead of on.
 *
 * @throws TypeError where permissions are no list, or `off` is neither true nor false: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { permissions, off, ...rest } = record;
  if (off !== undefined && typeof off !== 'boolean') throw new TypeError('off is neither true nor false');
  return {
    ...rest,
    ...(permissions === undefined
      ? {}
      : { permissions: Object.fromEntries(names(permissions).map((name) => [name, { reach: 'all' }])) }),
    ...(off === undefined ? {} : { enabled: !off }),
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
