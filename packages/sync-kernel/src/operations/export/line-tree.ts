import { hashName } from '../../wire/hash-name.js';
import { createTreeHasher, type Sha256 } from '../../wire/merkle-tree.js';

/** An RFC 6962 tree that grows line by line and keeps one hash for each level only: an export may be long. */
export interface LineTree {
  readonly add: (line: Uint8Array) => void;
  readonly root: () => string;
}

/** An empty tree. */
export const createLineTree = (sha256: Sha256): LineTree => {
  const hasher = createTreeHasher(sha256);
  const complete: { readonly hash: Uint8Array; readonly size: number }[] = [];
  return {
    add: (line) => {
      let hash = hasher.leaf(line);
      let size = 1;
      for (let left = complete.at(-1); left?.size === size; left = complete.at(-1)) {
        complete.pop();
        hash = hasher.node(left.hash, hash);
        size *= 2;
      }
      complete.push({ hash, size });
    },
    root: () => {
      const last = complete.at(-1);
      if (last === undefined) return hashName(sha256(new Uint8Array(0)));
      return hashName(complete.slice(0, -1).reduceRight((right, left) => hasher.node(left.hash, right), last.hash));
    },
  };
};
