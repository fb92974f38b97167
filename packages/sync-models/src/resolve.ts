import type { Conflict } from '@sourceos/sync-kernel';
import { membersOf, type Members } from './concerns/concern.js';
import { mapsOf, threeWay } from './merging/three-way.js';
import { modelsRecord, type ModelsRecord } from './record.js';

const inside = mapsOf(new Set(['models']));

/**
 * What people changed in different places stands side by side: the name of a provider and the licence of one of its
 * models. The same place changed twice is for a person, and so is where requests go: the strategy puts nothing dangerous
 * in force that comes of a merge.
 */
export const resolve = ({ before, candidates }: Conflict<ModelsRecord>): ModelsRecord | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined || before === undefined) return undefined;
  let merged: Members | undefined = membersOf(first);
  for (const candidate of others) {
    merged = threeWay(membersOf(before), merged, membersOf(candidate), inside);
    if (merged === undefined) return undefined;
  }
  const record = modelsRecord.safeParse(merged);
  return record.success ? record.data : undefined;
};
