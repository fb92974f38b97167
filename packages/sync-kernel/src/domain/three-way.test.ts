import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapsOf, mergedMembers, threeWay } from './three-way.js';

const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.jsonValue({ maxDepth: 2 }));

describe('a merge of two objects that came from a third', () => {
  it('has each member as the one has it that changed it', () => {
    expect(threeWay({ a: 1, b: 1, c: 1 }, { a: 2, b: 1, c: 1 }, { a: 1, b: 1, d: 4 })).toEqual({ a: 2, b: 1, d: 4 });
  });

  it('is for a person where both changed a member, and differently', () => {
    expect(threeWay({ a: 1 }, { a: 2 }, { a: 3 })).toBeUndefined();
    expect(threeWay({ a: 1 }, {}, { a: 3 })).toBeUndefined();
    expect(threeWay({ a: 1 }, { a: 2 }, { a: 2 })).toEqual({ a: 2 });
  });

  it('does not take another order of members for a change', () => {
    expect(threeWay({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: { x: 3, y: 2 } })).toEqual({
      a: { x: 3, y: 2 },
    });
  });

  it('is the same whichever comes first, and keeps what only one changed', () => {
    fc.assert(
      fc.property(object, object, object, (base, one, other) => {
        expect(threeWay(base, one, other)).toEqual(threeWay(base, other, one));
        expect(threeWay(base, one, base)).toEqual(one);
      }),
    );
  });

  it('goes into maps that the domain names, and into no others', () => {
    const inside = mapsOf(new Set(['aliases']));
    const [base, one, other] = [{ aliases: { l: 'ls' } }, { aliases: { l: 'ls', g: 'git' } }, { aliases: { v: 'vi' } }];
    expect(threeWay(base, one, other, inside)).toEqual({ aliases: { g: 'git', v: 'vi' } });
    expect(threeWay(base, one, other)).toBeUndefined();
    expect(threeWay(base, {}, other, inside)).toBeUndefined();
  });
});

describe('a merge of all candidates of a conflict', () => {
  it('takes one after the other against what was in force', () => {
    const before = { a: 1, b: 1, c: 1 };
    const candidates = [
      { ...before, a: 2 },
      { ...before, b: 2 },
      { ...before, c: 2 },
    ];
    expect(mergedMembers({ before, candidates })).toEqual({ a: 2, b: 2, c: 2 });
    expect(mergedMembers({ before, candidates: [...candidates, { ...before, a: 3 }] })).toBeUndefined();
  });

  it('is none where nothing was in force, or nothing is to be merged', () => {
    expect(mergedMembers({ before: undefined, candidates: [{ a: 1 }] })).toBeUndefined();
    expect(mergedMembers({ before: { a: 1 }, candidates: [] })).toBeUndefined();
  });
});
