import type { Crypto } from './crypto.js';

export type Sha256 = Crypto['sha256'];

/** The two hashes of an RFC 6962 tree, which no leaf can take for each other (§2.1). */
export interface TreeHasher {
  /** SHA-256 of 0x00 and the leaf's bytes. */
  readonly leaf: (bytes: Uint8Array) => Uint8Array;
  /** SHA-256 of 0x01 and both children. */
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
}

/** Both hashes over one pair of buffers, which they reuse: a batch allocates for its digests only. */
export const createTreeHasher = (sha256: Sha256): TreeHasher => {
  const nodeBytes = new Uint8Array(65);
  nodeBytes[0] = 1;
  let leafBytes = new Uint8Array(1_024);
  return {
    leaf: (bytes) => {
      const length = bytes.length + 1;
      if (length > leafBytes.length) leafBytes = new Uint8Array(2 * length);
      leafBytes.set(bytes, 1);
      return sha256(leafBytes.subarray(0, length));
    },
    node: (left, right) => {
      nodeBytes.set(left, 1);
      nodeBytes.set(right, 33);
      return sha256(nodeBytes);
    },
  };
};

/**
 * The hash of the tree over leaf hashes (RFC 6962 §2.1). Keeps one hash for each complete subtree to the left of the
 * next leaf: merging as the count's low bits carry, and folding what is left from the right.
 */
export const treeRoot = (sha256: Sha256, leafHashes: readonly Uint8Array[], hasher = createTreeHasher(sha256)) => {
  const stack: Uint8Array[] = [];
  let count = 0;
  for (const leaf of leafHashes) {
    let hash = leaf;
    for (let carry = count; (carry & 1) === 1; carry >>>= 1) {
      const left = stack.pop();
      if (left !== undefined) hash = hasher.node(left, hash);
    }
    stack.push(hash);
    count += 1;
  }
  let root = stack.pop();
  if (root === undefined) return sha256(new Uint8Array(0));
  for (let left = stack.pop(); left !== undefined; left = stack.pop()) root = hasher.node(left, root);
  return root;
};

/**
 * The hashes of a tree level by level, leaves first. A last hash without a sibling rises unchanged, which makes the
 * tree of RFC 6962: its left part is always the largest complete one.
 */
export const treeLevels = (sha256: Sha256, leafHashes: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] => {
  const hasher = createTreeHasher(sha256);
  const levels: (readonly Uint8Array[])[] = [leafHashes];
  for (let level = leafHashes; level.length > 1;) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i];
      const right = level[i + 1];
      if (left !== undefined) above.push(right === undefined ? left : hasher.node(left, right));
    }
    levels.push(above);
    level = above;
  }
  return levels;
};
