import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: PATH was a list of directories, searched after the system's, and a variable was
 * its text.
 *
 * @throws TypeError where one of them is something else: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { path, env, ...rest } = record;
  if (path !== undefined && !(Array.isArray(path) && path.every((directory) => typeof directory === 'string'))) {
    throw new TypeError('path is no list of directories');
  }
  if (env !== undefined && (typeof env !== 'object' || env === null || Array.isArray(env))) {
    throw new TypeError('env is no map of variables');
  }
  const variables = Object.entries(env ?? {}).map(([name, template]) => {
    if (typeof template !== 'string') throw new TypeError('a variable of env is no text');
    return [name, { kind: 'text', template }] as const;
  });
  return {
    ...rest,
    ...(path === undefined
      ? {}
      : { pathEntries: path.map((directory: string) => ({ directory, placement: 'after' })) }),
    ...(env === undefined ? {} : { environmentTemplates: Object.fromEntries(variables) }),
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
