import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createTreeHasher, treeRoot } from '@sourceos/sync-kernel/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFold, foldLeaf, foldRoot, isFold, type TreeFold } from './tree-fold.js';

const { sha256 } = nativeCrypto;

describe('a folded tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 }), (leaves) => {
        let fold: TreeFold = emptyFold;
        const hashes: Uint8Array[] = [];
        for (const leaf of leaves) {
          fold = foldLeaf(sha256, fold, leaf);
          hashes.push(createTreeHasher(sha256).leaf(leaf));
          expect(foldRoot(sha256, fold)).toEqual(treeRoot(sha256, hashes));
          expect(isFold(fold)).toBe(true);
        }
        expect(foldRoot(sha256, fold)).toEqual(treeRoot(sha256, hashes));
      }),
      { numRuns: 50 },
    );
  });

  it('is not taken where range and size do not fit', () => {
    expect(isFold({ size: 3, range: [new Uint8Array(32)] })).toBe(false);
    expect(isFold({ size: 1, range: [new Uint8Array(31)] })).toBe(false);
    expect(isFold({ size: -1, range: [] })).toBe(false);
  });
});
