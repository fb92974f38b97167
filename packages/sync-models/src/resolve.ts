import { mapsOf, mergedMembers, type Conflict } from '@sourceos/sync-kernel';
import { modelsRecord, type ModelsRecord } from './record.js';

const inside = mapsOf(new Set(['models']));

/**
 * What people changed in different places stands side by side: the name of a provider and the licence of one of its
 * models. The same place changed twice is for a person, and so is where requests go: the strategy puts nothing dangerous
 * in force that comes of a merge.
 */
export const resolve = (conflict: Conflict<ModelsRecord>): ModelsRecord | undefined => {
  const record = modelsRecord.safeParse(mergedMembers(conflict, inside));
  return record.success ? record.data : undefined;
};
