import { listed, membersOf } from '@sourceos/sync-kernel';
import type { AuditCheckpoint } from '../record.js';
import { entriesWords } from '../words/words.js';
import type { AuditChange, Concern } from './concern.js';

type Range = AuditCheckpoint['droppedRanges'][number];

const causes: Readonly<Record<Range['cause'], string>> = {
  retention: 'past their time',
  erasure: 'asked for by a person',
  redaction: 'with what must not be kept',
};

const isRange = (value: unknown): value is Range => {
  const { start, end } = { ...(value as object | null) } as Partial<Range>;
  return typeof start === 'number' && typeof end === 'number';
};

/** The ranges of a checkpoint. */
export const rangesOf = (record: object | undefined): readonly Range[] => {
  const { droppedRanges } = membersOf(record);
  return Array.isArray(droppedRanges) ? droppedRanges.filter(isRange) : [];
};

const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { start, end }) => sum + (end - start), 0);

export const droppedCount = (record: object | undefined): number => sizeOf(rangesOf(record));

/** Evidence goes: how much, why, and whether anybody can have seen it. */
export const dropConcerns = ({ before, after, pointers: changed }: AuditChange): readonly Concern[] => {
  const { type, previous, policyBundleHash } = membersOf(after);
  const ranges = rangesOf(after);
  if (type !== 'AuditCheckpoint' || ranges.length === 0) return [];
  if (before !== undefined && changed.length === 0) return [];
  const pointers = ['/droppedRanges'];
  const parts = (Object.keys(causes) as Range['cause'][]).flatMap((cause) => {
    const size = sizeOf(ranges.filter((range) => range.cause === cause));
    return size === 0 ? [] : [`${entriesWords(size)} (${causes[cause]})`];
  });
  const found: Concern[] = [
    {
      kind: 'drop',
      pointers,
      sentence: `The bodies of ${listed(parts, Infinity)} go for good; their hashes and every proof stay.`,
      alternative: 'Export the log first: the export keeps bodies with their proofs.',
    },
  ];
  const { treeSize } = membersOf(previous);
  const known = typeof treeSize === 'number' ? treeSize : 0;
  const unseen = sizeOf(
    ranges.map((range) => ({ ...range, start: Math.max(range.start, known) })).filter(({ start, end }) => end > start),
  );
  if (unseen > 0) {
    found.push({
      kind: 'unseen',
      pointers,
      sentence: `Of these, ${entriesWords(unseen)} came after the checkpoint before this one: perhaps nobody has read them.`,
      alternative: 'Keep what is newer than the last checkpoint until the next one.',
    });
  }
  if (policyBundleHash === undefined && ranges.some(({ cause }) => cause === 'retention')) {
    found.push({
      kind: 'unfounded',
      pointers,
      sentence: 'It names no policy bundle that says how long entries are kept.',
      alternative: 'Ask for the policy bundle that the retention follows.',
    });
  }
  return found;
};
