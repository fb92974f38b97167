import { mapsOf, mergedMembers, type Conflict } from '@sourceos/sync-kernel';
import { shellRecord, type ShellRecord } from './record.js';

const inside = mapsOf(
  new Set(['colours', 'keyBindings', 'prompt', 'aliases', 'functions', 'environmentTemplates', 'startupScripts']),
);

/**
 * What people changed in different places stands side by side: a colour here and a key there. The same place changed
 * twice is for a person, and so is whatever runs: the strategy puts nothing dangerous in force that comes of a merge.
 */
export const resolve = (conflict: Conflict<ShellRecord>): ShellRecord | undefined => {
  const record = shellRecord.safeParse(mergedMembers(conflict, inside));
  return record.success ? record.data : undefined;
};
