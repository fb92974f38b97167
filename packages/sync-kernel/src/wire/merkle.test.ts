import fc from 'fast-check';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { verifyConsistency, consistencyProof } from './merkle-consistency.js';
import { inclusionPath, verifyInclusion } from './merkle-inclusion.js';
import { createTreeHasher, treeLevels, treeRoot } from './merkle-tree.js';
import { soak } from './testing/soak.js';
import { readVectors, vectorFiles } from './testing/vectors.js';

const { sha256 } = nativeCrypto;
const hasher = createTreeHasher(sha256);
const leafHashes = (size: number): readonly Uint8Array[] =>
  Array.from({ length: size }, (_, i) => hasher.leaf(Uint8Array.of(i >>> 8, i & 0xff)));

/** The root by the definition of RFC 6962 §2.1, as it stands there. */
const rootByDefinition = (hashes: readonly Uint8Array[]): Uint8Array => {
  const [first] = hashes;
  if (first === undefined) return sha256(new Uint8Array(0));
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return hasher.node(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split)));
};

const shared = needs('shared', 'the Merkle tree vectors');
const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const hashes = (proof: readonly string[] | null): readonly Uint8Array[] => (proof ?? []).map(base64);

describe.skipIf(shared === undefined)('the Merkle tree vectors', () => {
  it('of inclusion give the expected result, 98 of 98', () => {
    const wrong = vectorFiles(shared ?? '', 'merkle', 'inclusion').map((file) => {
      const v = readVectors(shared ?? '', 'merkle', 'inclusion', file) as {
        readonly leafIdx: number;
        readonly treeSize: number;
        readonly root: string;
        readonly leafHash: string;
        readonly proof: readonly string[] | null;
        readonly wantErr: boolean;
      };
      const claim = { leafHash: base64(v.leafHash), index: v.leafIdx, size: v.treeSize, path: hashes(v.proof) };
      return verifyInclusion(sha256, { ...claim, root: base64(v.root) }) === v.wantErr ? [file] : [];
    });
    expect(wrong).toHaveLength(98);
    expect(wrong.flat()).toEqual([]);
  });

  it('of consistency give the expected result, 98 of 98', () => {
    const wrong = vectorFiles(shared ?? '', 'merkle', 'consistency').map((file) => {
      const v = readVectors(shared ?? '', 'merkle', 'consistency', file) as {
        readonly size1: number;
        readonly size2: number;
        readonly root1: string;
        readonly root2: string;
        readonly proof: readonly string[] | null;
        readonly wantErr: boolean;
      };
      const heads = {
        firstSize: v.size1,
        firstRoot: base64(v.root1),
        secondSize: v.size2,
        secondRoot: base64(v.root2),
      };
      return verifyConsistency(sha256, { ...heads, proof: hashes(v.proof) }) === v.wantErr ? [file] : [];
    });
    expect(wrong).toHaveLength(98);
    expect(wrong.flat()).toEqual([]);
  });
});

describe('a tree', () => {
  it('has the root that RFC 6962 defines, at every size to 130 and at 1,024', () => {
    for (const size of [...Array(131).keys(), 1_023, 1_024]) {
      const leaves = leafHashes(size);
      expect(treeRoot(sha256, leaves)).toEqual(rootByDefinition(leaves));
      if (size > 0) expect(treeLevels(sha256, leaves).at(-1)).toEqual([rootByDefinition(leaves)]);
    }
  });

  it('hashes leaves longer than its buffer, and short ones after', () => {
    const own = createTreeHasher(sha256);
    for (const length of [3, 5_000, 0, 1_023, 1_024, 20_000, 1]) {
      const leaf = new Uint8Array(length).fill(7);
      expect(own.leaf(leaf)).toEqual(sha256(Uint8Array.of(0, ...leaf)));
    }
  });

  it('proves every leaf that it has, and no other leaf, place or size', () => {
    for (const size of [1, 2, 3, 5, 8, 13, 33]) {
      const leaves = leafHashes(size);
      const root = treeRoot(sha256, leaves);
      const levels = treeLevels(sha256, leaves);
      leaves.forEach((leafHash, index) => {
        const claim = { leafHash, index, size, path: inclusionPath(levels, index), root };
        expect(verifyInclusion(sha256, claim)).toBe(true);
        if (size > 1) expect(verifyInclusion(sha256, { ...claim, index: (index + 1) % size })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, size: 4 * size })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, path: [...claim.path, root] })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, leafHash: hasher.leaf(Uint8Array.of(9)) })).toBe(false);
      });
    }
    expect(() => inclusionPath(treeLevels(sha256, leafHashes(3)), 3)).toThrow(RangeError);
  });

  it('proves each of its prefixes, and no prefix of another', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(size, size, fc.nat(), (a, b, flip) => {
        const [firstSize, secondSize] = a < b ? [a, b] : [b, a];
        const leaves = leafHashes(secondSize);
        const claim = {
          firstSize,
          firstRoot: treeRoot(sha256, leaves.slice(0, firstSize)),
          secondSize,
          secondRoot: treeRoot(sha256, leaves),
          proof: consistencyProof(sha256, leaves, firstSize),
        };
        expect(verifyConsistency(sha256, claim)).toBe(true);
        const rewritten = leaves.map((leaf, i) => (i === flip % firstSize ? hasher.leaf(Uint8Array.of(1)) : leaf));
        const proof = consistencyProof(sha256, rewritten, firstSize);
        expect(verifyConsistency(sha256, { ...claim, secondRoot: treeRoot(sha256, rewritten), proof })).toBe(false);
      }),
      { numRuns: 150 * soak },
    );
    expect(() => consistencyProof(sha256, leafHashes(3), 0)).toThrow(RangeError);
    expect(() => consistencyProof(sha256, leafHashes(3), 4)).toThrow(RangeError);
  });
});
