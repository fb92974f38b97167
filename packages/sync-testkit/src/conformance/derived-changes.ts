import { changedPointers, type Engine, type JsonObject } from '@sourceos/sync-kernel';
import type { RecordChange } from './specimens.js';

/** How many other records each record borrows members from. */
const partners = 8;

const withMember = (record: JsonObject, name: string, from: JsonObject): JsonObject => {
  const { [name]: _, ...rest } = record;
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  return value === undefined ? rest : { ...rest, [name]: value };
};

/** Valid changes of one top-level member: each record with a member of another one, or without it. */
export const derivedChanges = (engine: Engine, pool: readonly JsonObject[]): readonly RecordChange[] => {
  const changes: RecordChange[] = [];
  pool.forEach((before, index) => {
    for (let step = 1; step <= Math.min(partners, pool.length - 1); step += 1) {
      const other = pool[(index + step) % pool.length] ?? before;
      for (const name of new Set([...Object.keys(before), ...Object.keys(other)])) {
        const after = withMember(before, name, other);
        if (changedPointers(before, after).length === 0) continue;
        if (engine.record.safeParse(after).success) changes.push({ before, after });
      }
    }
  });
  return changes;
};
