import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Crypto } from '../../wire/crypto.js';
import { consistencyProof, verifyConsistency } from '../../wire/merkle-consistency.js';
import { inclusionPath, verifyInclusion } from '../../wire/merkle-inclusion.js';
import { createTreeHasher, treeLevels, treeRoot } from '../../wire/merkle-tree.js';

type Sha256 = Crypto['sha256'];

/** A device's log as `Merger.log` lists it: write ids, the oldest first. The entries of the tree are their texts. */
export type LogEntries = readonly string[];

/** A log at one size: what a holder keeps to recognise its continuation. */
export interface LogHead {
  readonly size: number;
  /** RFC 6962 root, 32 bytes. */
  readonly root: Uint8Array;
}

/** That an entry is in a log. */
export interface LogInclusion extends LogHead {
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

const leavesOf = (sha256: Sha256, entries: LogEntries): readonly Uint8Array[] => {
  const hasher = createTreeHasher(sha256);
  return entries.map((id) => hasher.leaf(utf8ToBytes(id)));
};

/** The head of a log. */
export const logHead = (sha256: Sha256, entries: LogEntries): LogHead => ({
  size: entries.length,
  root: treeRoot(sha256, leavesOf(sha256, entries)),
});

/** Proves that an entry is in the log (RFC 6962 §2.1.1); undefined where it is not. */
export const proveLogEntry = (sha256: Sha256, entries: LogEntries, id: string): LogInclusion | undefined => {
  const index = entries.indexOf(id);
  if (index < 0) return undefined;
  const leaves = leavesOf(sha256, entries);
  const path = inclusionPath(treeLevels(sha256, leaves), index);
  return { size: entries.length, root: treeRoot(sha256, leaves), index, path };
};

/** Whether the proof shows that the entry is in the log with the head that the verifier knows. */
export const verifyLogEntry = (sha256: Sha256, head: LogHead, id: string, proof: LogInclusion): boolean =>
  proof.size === head.size &&
  verifyInclusion(sha256, {
    leafHash: createTreeHasher(sha256).leaf(utf8ToBytes(id)),
    index: proof.index,
    size: head.size,
    path: proof.path,
    root: head.root,
  });

/** Proves that the log's first entries are those of an earlier head (RFC 6962 §2.1.2); undefined where no such size was. */
export const proveLogGrowth = (sha256: Sha256, entries: LogEntries, size: number): readonly Uint8Array[] | undefined =>
  Number.isSafeInteger(size) && size >= 1 && size <= entries.length
    ? consistencyProof(sha256, leavesOf(sha256, entries), size)
    : undefined;

/** Whether the later log begins with the earlier one: nothing was changed or taken out in between. */
export const verifyLogGrowth = (
  sha256: Sha256,
  earlier: LogHead,
  later: LogHead,
  proof: readonly Uint8Array[],
): boolean =>
  verifyConsistency(sha256, {
    firstSize: earlier.size,
    firstRoot: earlier.root,
    secondSize: later.size,
    secondRoot: later.root,
    proof,
  });
