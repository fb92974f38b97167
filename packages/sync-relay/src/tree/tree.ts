import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createTreeHasher } from '@sourceos/sync-kernel/wire';
import { consistencyStretches, inclusionStretches, subtreesOf, type NodeAt, type Stretch } from './coordinates.js';

const { sha256 } = nativeCrypto;
const hasher = createTreeHasher(sha256);

/** The root of a complete subtree, as it is stored. */
export interface TreeNode extends NodeAt {
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** Reads stored nodes; in the order asked for. */
export type ReadNodes = (nodes: readonly NodeAt[]) => Promise<readonly Uint8Array[]>;

const fold = (hashes: readonly Uint8Array[]): Uint8Array => {
  let root: Uint8Array | undefined;
  for (const hash of [...hashes].reverse()) root = root === undefined ? hash : hasher.node(hash, root);
  return root ?? sha256(new Uint8Array(0));
};

/** A tree that can be continued: its size, and the roots of the complete subtrees that it consists of. */
export interface Edge {
  readonly size: number;
  /** Largest first; their sizes are the binary digits of `size`. */
  readonly hashes: readonly Uint8Array[];
}

export const emptyEdge: Edge = { size: 0, hashes: [] };

/** The root of a tree (RFC 6962 §2.1); of an empty one the hash of no bytes. */
export const rootOfEdge = ({ hashes }: Edge): Uint8Array => fold(hashes);

/** Appends a leaf: one stored node for each subtree that it completes, about two a leaf over time. */
export const appendLeaf = ({ size, hashes }: Edge, leaf: Uint8Array): { edge: Edge; nodes: readonly TreeNode[] } => {
  const left = [...hashes];
  let hash = hasher.leaf(leaf);
  let index = size;
  let level = 0;
  const nodes: TreeNode[] = [{ level, index, hash }];
  while (index % 2 === 1) {
    const sibling = left.pop();
    if (sibling === undefined) throw new TypeError('The edge of the tree does not fit its size.');
    hash = hasher.node(sibling, hash);
    index = (index - 1) / 2;
    level += 1;
    nodes.push({ level, index, hash });
  }
  return { edge: { size: size + 1, hashes: [...left, hash] }, nodes };
};

/** The edge of the tree over the first `size` leaves, from stored nodes. */
export const readEdge = async (read: ReadNodes, size: number): Promise<Edge> => ({
  size,
  hashes: await read(subtreesOf({ start: 0, size })),
});

const rootsOf = async (read: ReadNodes, stretches: readonly Stretch[]): Promise<readonly Uint8Array[]> => {
  const subtrees = stretches.map(subtreesOf);
  const hashes = await read(subtrees.flat());
  let at = 0;
  return subtrees.map((nodes) => fold(hashes.slice(at, (at += nodes.length))));
};

/** The proof that the leaf at an index is in the tree of that size. */
export const proveInclusion = (read: ReadNodes, index: number, size: number) =>
  rootsOf(read, inclusionStretches(index, size));

/** The proof that the tree of `first` leaves begins the tree of `size`; `first` from 1. */
export const proveConsistency = (read: ReadNodes, first: number, size: number) =>
  rootsOf(read, consistencyStretches(first, size));
