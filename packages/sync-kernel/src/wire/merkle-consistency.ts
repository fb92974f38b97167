import { equalBytes } from './bytes.js';
import { createTreeHasher, treeRoot, type Sha256 } from './merkle-tree.js';

/** The largest power of two below n, for n ≥ 2. */
const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

/**
 * Proof that the tree over the first `size` leaf hashes is a prefix of the tree over all (RFC 6962 §2.1.2).
 *
 * @throws RangeError where size is not from 1 to the number of leaves
 */
export const consistencyProof = (
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  size: number,
): readonly Uint8Array[] => {
  if (!Number.isInteger(size) || size < 1 || size > leafHashes.length) {
    throw new RangeError(`No tree of ${size} leaves is a prefix of one of ${leafHashes.length}.`);
  }
  const hasher = createTreeHasher(sha256);
  const subproof = (first: number, hashes: readonly Uint8Array[], complete: boolean): Uint8Array[] => {
    if (first === hashes.length) return complete ? [] : [treeRoot(sha256, hashes, hasher)];
    const split = splitOf(hashes.length);
    if (first <= split) {
      const right = treeRoot(sha256, hashes.slice(split), hasher);
      return [...subproof(first, hashes.slice(0, split), complete), right];
    }
    const left = treeRoot(sha256, hashes.slice(0, split), hasher);
    return [...subproof(first - split, hashes.slice(split), false), left];
  };
  return subproof(size, leafHashes, true);
};

/** What a consistency proof is about: two heads of one log, the earlier first. */
export interface ConsistencyClaim {
  readonly firstSize: number;
  readonly firstRoot: Uint8Array;
  readonly secondSize: number;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the second tree begins with the first (RFC 9162 §2.1.4.2). An empty tree proves nothing: false. */
export const verifyConsistency = (sha256: Sha256, claim: ConsistencyClaim): boolean => {
  const { firstSize, firstRoot, secondSize, secondRoot } = claim;
  if (!Number.isSafeInteger(firstSize) || !Number.isSafeInteger(secondSize)) return false;
  if (firstSize < 1 || firstSize > secondSize) return false;
  if (firstSize === secondSize) return claim.proof.length === 0 && equalBytes(firstRoot, secondRoot);
  if (claim.proof.length === 0 || firstRoot.length !== 32) return false;
  if (claim.proof.some((hash) => hash.length !== 32)) return false;

  const hasher = createTreeHasher(sha256);
  const isPowerOfTwo = Number.isInteger(Math.log2(firstSize));
  const [start, ...rest] = isPowerOfTwo ? [firstRoot, ...claim.proof] : claim.proof;
  if (start === undefined) return false;
  let node = firstSize - 1;
  let last = secondSize - 1;
  const rise = () => {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  };
  while (node % 2 === 1) rise();
  let first = start;
  let second = start;
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      first = hasher.node(hash, first);
      second = hasher.node(hash, second);
      while (node % 2 === 0 && node !== 0) rise();
    } else {
      second = hasher.node(second, hash);
    }
    rise();
  }
  return last === 0 && equalBytes(first, firstRoot) && equalBytes(second, secondRoot);
};
