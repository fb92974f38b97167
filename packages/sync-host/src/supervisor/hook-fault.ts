import type { Engine, LocalChange } from '@sourceos/sync-kernel';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name.slice(0, 64) : 'no error');

/**
 * Whether a hook of the engine that authoring calls throws on one of the changes, and what: the name of the error alone,
 * for its message may hold a value of the record. Undefined: the engine is not at fault.
 */
export const hookFault = (engine: Engine, changes: readonly LocalChange[]): string | undefined => {
  for (const { record, operation } of changes) {
    if (record === undefined) continue;
    try {
      engine.redact(operation === 'patch' ? record : (engine.record.safeParse(record).data as typeof record));
    } catch (error) {
      return nameOf(error);
    }
  }
  return undefined;
};
