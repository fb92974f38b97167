import { type Conflict, membersOf, textsOf } from '@sourceos/sync-kernel';
import type { WorkspaceRecord } from './record.js';

const mostLabels = 64;

/** Whether two members are the same JSON; what graph_merge gives as candidates has its members in one order. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Labels that people gave concurrently are all kept: nobody meant to take away the other's. Everything else that two
 * people changed at once is for them to settle.
 */
export const resolve = ({ candidates }: Conflict<WorkspaceRecord>): WorkspaceRecord | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  const { labels: _, ...rest } = membersOf(first);
  const labels = new Set<string>();
  for (const candidate of [first, ...others]) {
    const { labels: own, ...other } = membersOf(candidate);
    if (!same(other, rest)) return undefined;
    for (const label of textsOf(own)) labels.add(label);
  }
  if (labels.size === 0 || labels.size > mostLabels) return undefined;
  return { ...first, labels: [...labels].sort() } as WorkspaceRecord;
};
