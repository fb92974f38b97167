import { createTreeHasher, type Sha256 } from '@sourceos/sync-kernel/wire';

/**
 * A tree of RFC 6962 that grows leaf by leaf and keeps only the roots of its complete subtrees, the largest first: as
 * many as its size has bits set. A device that pulls a whole log computes its root itself, and needs no proof.
 */
export interface TreeFold {
  readonly size: number;
  /** The roots of complete subtrees, 32 bytes each. */
  readonly range: readonly Uint8Array[];
}

export const emptyFold: TreeFold = { size: 0, range: [] };

/** Whether range and size fit each other: one subtree for each bit that is set. */
export const isFold = ({ size, range }: TreeFold): boolean =>
  Number.isSafeInteger(size) &&
  size >= 0 &&
  range.every((root) => root.length === 32) &&
  range.length === size.toString(2).replaceAll('0', '').length;

/** The tree with one more leaf, given by its bytes. */
export const foldLeaf = (sha256: Sha256, { size, range }: TreeFold, leaf: Uint8Array): TreeFold => {
  const hasher = createTreeHasher(sha256);
  const roots = [...range];
  let root = hasher.leaf(leaf);
  // Beyond 2^31 bit operations wrap: by division.
  for (let carry = size; carry % 2 === 1; carry = Math.floor(carry / 2)) {
    const left = roots.pop();
    if (left !== undefined) root = hasher.node(left, root);
  }
  roots.push(root);
  return { size: size + 1, range: roots };
};

export const foldRoot = (sha256: Sha256, { range }: TreeFold): Uint8Array => {
  const hasher = createTreeHasher(sha256);
  const [last, ...others] = range.toReversed();
  if (last === undefined) return sha256(new Uint8Array(0));
  return others.reduce((right, left) => hasher.node(left, right), last);
};
