import type { JsonObject, LogCheckpoint, MergeShape } from '@sourceos/sync-kernel';

type Range = LogCheckpoint['ranges'][number];

const isRange = (value: unknown): value is Range => {
  const { start, end } = { ...(value as object | null) } as Partial<Range>;
  return typeof start === 'number' && typeof end === 'number' && start >= 0 && end >= start;
};

/** What a record says of its author's log; a record that cannot be read so drops nothing. */
const checkpoint = ({ type, treeSize, rootHash, droppedRanges }: JsonObject): LogCheckpoint | undefined => {
  if (type !== 'AuditCheckpoint' || typeof treeSize !== 'number' || typeof rootHash !== 'string') return undefined;
  if (!Array.isArray(droppedRanges)) return undefined;
  const ranges: readonly unknown[] = droppedRanges;
  if (!ranges.every(isRange)) return undefined;
  return { size: treeSize, root: rootHash, ranges: ranges.map(({ start, end }) => ({ start, end })) };
};

/** A log for each device; its checkpoints let bodies go, where they say the truth about the log. */
export const mergeShape: MergeShape = { log: { checkpoint } };
