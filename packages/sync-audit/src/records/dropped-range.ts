import * as z from 'zod';

/** Neighbouring entries of the log whose bodies are dropped. Their hashes stay, and so does every proof. */
export const droppedRange = z.strictObject({
  start: z.int().min(0).describe('Index of the first entry, from 0.'),
  end: z.int().min(1).describe('Index after the last entry.'),
  cause: z
    .enum(['retention', 'erasure', 'redaction'])
    .describe('Their time is over; a person asked for it; they held what must not be kept.'),
});
type DroppedRange = z.infer<typeof droppedRange>;

/** Why the range at an index of the list does not follow on those before it, or undefined where it does. */
export const rangeFault = (ranges: readonly DroppedRange[], index: number, treeSize: number): string | undefined => {
  const range = ranges[index];
  if (range === undefined) return undefined;
  if (range.end <= range.start) return 'a range of at least one entry';
  if (range.end > treeSize) return 'a range inside the tree';
  const before = ranges[index - 1];
  return before !== undefined && range.start < before.end ? 'a range after the one before it' : undefined;
};
