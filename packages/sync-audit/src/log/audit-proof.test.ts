import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveEntry, proveExtension, treeHeadOf, verifyEntry, verifyExtension } from './audit-proof.js';

const idsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `sha256:${String(index)}`);
const sizes = fc.integer({ min: 1, max: 40 });

describe('proofs of a log', () => {
  it('show that an entry is in it, to somebody who has a head and the JSON of the proof', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, at) => {
        const ids = idsOf(size);
        const entry = ids[at % size] ?? '';
        const proof = JSON.parse(JSON.stringify(proveEntry(ids, entry))) as NonNullable<ReturnType<typeof proveEntry>>;
        const head = treeHeadOf(ids);
        expect(verifyEntry(head, proof)).toBe(true);
        expect(verifyEntry(head, { ...proof, entry: 'sha256:other' })).toBe(false);
        expect(verifyEntry(treeHeadOf([...ids, 'sha256:more']), proof)).toBe(false);
        if (size > 1) expect(verifyEntry(head, { ...proof, index: (proof.index + 1) % size })).toBe(false);
      }),
    );
    expect(proveEntry(idsOf(3), 'sha256:none')).toBeUndefined();
  });

  it("show that today's log extends yesterday's, and not a rewritten or a truncated one", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, changed) => {
        const ids = idsOf(size);
        const earlierSize = 1 + (at % size);
        const proof = proveExtension(ids, earlierSize);
        if (proof === undefined) throw new Error('The log had that size.');
        const [earlier, later] = [treeHeadOf(ids, earlierSize), treeHeadOf(ids)];
        expect(verifyExtension(earlier, later, proof)).toBe(true);
        const rewritten = ids.with(changed % earlierSize, 'sha256:other');
        expect(verifyExtension(treeHeadOf(rewritten, earlierSize), later, proof)).toBe(false);
        expect(verifyExtension(later, earlier, proof)).toBe(earlierSize === size);
      }),
    );
    expect(proveExtension(idsOf(3), 4)).toBeUndefined();
  });

  it('are not believed where a hash in them is none', () => {
    const ids = idsOf(5);
    const proof = proveEntry(ids, 'sha256:2');
    const growth = proveExtension(ids, 3);
    if (proof === undefined || growth === undefined) throw new Error('Both are there.');
    const head = treeHeadOf(ids);
    expect(verifyEntry(head, { ...proof, path: ['sha256:', ...proof.path.slice(1)] })).toBe(false);
    expect(verifyEntry({ ...head, rootHash: 'root' }, proof)).toBe(false);
    expect(verifyExtension(treeHeadOf(ids, 3), head, { ...growth, path: ['x'] })).toBe(false);
  });
});
