import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashName } from '../../wire/hash-name.js';
import { createTreeHasher, treeRoot } from '../../wire/merkle-tree.js';
import { portableCrypto } from '../../wire/portable-crypto.js';
import { createLineTree } from './line-tree.js';

const { sha256 } = portableCrypto;

it('has the RFC 6962 root of its lines after every line', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 40 }), (lines) => {
      const tree = createLineTree(sha256);
      const hasher = createTreeHasher(sha256);
      const hashes: Uint8Array[] = [];
      expect(tree.root()).toBe(hashName(treeRoot(sha256, hashes)));
      for (const line of lines) {
        tree.add(line);
        hashes.push(hasher.leaf(line));
        expect(tree.root()).toBe(hashName(treeRoot(sha256, hashes)));
      }
    }),
  );
});
