import type { Conflict } from '@sourceos/sync-kernel';
import { membersOf, type Members } from './concerns/concern.js';
import { mapsOf, threeWay } from './merging/three-way.js';
import { shellRecord, type ShellRecord } from './record.js';

const inside = mapsOf(
  new Set(['colours', 'keyBindings', 'prompt', 'aliases', 'functions', 'environmentTemplates', 'startupScripts']),
);

/**
 * What people changed in different places stands side by side: a colour here and a key there. The same place changed
 * twice is for a person, and so is whatever runs: the strategy puts nothing dangerous in force that comes of a merge.
 */
export const resolve = ({ before, candidates }: Conflict<ShellRecord>): ShellRecord | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined || before === undefined) return undefined;
  let merged: Members | undefined = membersOf(first);
  for (const candidate of others) {
    merged = threeWay(membersOf(before), merged, membersOf(candidate), inside);
    if (merged === undefined) return undefined;
  }
  const record = shellRecord.safeParse(merged);
  return record.success ? record.data : undefined;
};
