import { sha256 } from '@noble/hashes/sha2.js';
import type { LogCheckpoint } from '../../engine/merge-shape.js';
import type { Version } from '../../model/version.js';
import { namesHash } from '../../wire/hash-name.js';
import { logHead } from './log-proofs.js';

/** Checkpoints of one device's log that name what they let go by its place in the log. */
export interface RangeCheckpoints {
  /** Adds a checkpoint; returns the ids of the entries that it names as the log stands. */
  readonly add: (version: Version, checkpoint: LogCheckpoint) => readonly string[];
  /** An entry came to the log; whether one before a checkpoint did, so that all may name others now. */
  readonly entered: (n: number) => boolean;
  /** The checkpoints that name an entry. */
  readonly naming: (id: string) => readonly Version[];
  /** Every id that one names. */
  readonly named: () => Iterable<string>;
}

/** The entries that a checkpoint names: none where the log before it is another than the one that it states. */
const resolve = (before: readonly Version[], { size, root, ranges }: LogCheckpoint): readonly string[] => {
  const entries = before.slice(0, size).map(({ id }) => id);
  if (ranges.length === 0 || entries.length < size || !namesHash(root, logHead(sha256, entries).root)) return [];
  return ranges.flatMap(({ start, end }) => entries.slice(start, end));
};

/**
 * What is named is a function of the log: a checkpoint counts where the entries before it, in their order, have the
 * size and the root that it states.
 *
 * @param before the entries of the log before a dot, in order, up to where it forks
 */
export const createRangeCheckpoints = (before: (n: number) => readonly Version[]): RangeCheckpoints => {
  const checkpoints: { readonly version: Version; readonly checkpoint: LogCheckpoint }[] = [];
  const byEntry = new Map<string, Version[]>();
  let newest = 0;
  let stale = false;

  const name = (version: Version, checkpoint: LogCheckpoint): readonly string[] => {
    const ids = resolve(before(version.clock.n), checkpoint);
    for (const id of ids) {
      const naming = byEntry.get(id);
      if (naming === undefined) byEntry.set(id, [version]);
      else naming.push(version);
    }
    return ids;
  };
  const fresh = (): ReadonlyMap<string, readonly Version[]> => {
    if (stale) {
      byEntry.clear();
      for (const { version, checkpoint } of checkpoints) name(version, checkpoint);
      stale = false;
    }
    return byEntry;
  };

  return {
    add: (version, checkpoint) => {
      fresh();
      checkpoints.push({ version, checkpoint });
      newest = Math.max(newest, version.clock.n);
      return name(version, checkpoint);
    },
    entered: (n) => {
      if (n >= newest) return false;
      stale = true;
      return true;
    },
    naming: (id) => fresh().get(id) ?? [],
    named: () => fresh().keys(),
  };
};
