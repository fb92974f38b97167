import { equalBytes } from './bytes.js';
import { createTreeHasher, type Sha256 } from './merkle-tree.js';

/** The inclusion proof of one leaf (RFC 6962 §2.1.1), read off the tree's levels: siblings from the leaf upward. */
export const inclusionPath = (levels: readonly (readonly Uint8Array[])[], index: number): readonly Uint8Array[] => {
  if (levels[0]?.[index] === undefined) throw new RangeError(`The tree has no leaf ${index}.`);
  const path: Uint8Array[] = [];
  let at = index;
  for (const level of levels) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    if (sibling !== undefined) path.push(sibling);
    at = Math.floor(at / 2);
  }
  return path;
};

/** What an inclusion proof is about. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); undefined where its length does not fit. */
export const rootOfPath = (sha256: Sha256, { leafHash, index, size, path }: InclusionClaim): Uint8Array | undefined => {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return undefined;
  if (leafHash.length !== 32) return undefined;
  const hasher = createTreeHasher(sha256);
  let hash = leafHash;
  let node = index;
  let last = size - 1;
  for (const sibling of path) {
    if (last === 0 || sibling.length !== 32) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = hasher.node(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = hasher.node(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
};

/** Whether a proof shows that the leaf is in the tree with that root, at that index. */
export const verifyInclusion = (sha256: Sha256, claim: InclusionClaim & { readonly root: Uint8Array }): boolean => {
  const root = rootOfPath(sha256, claim);
  return root !== undefined && equalBytes(root, claim.root);
};
