import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryMeshRecord, type MemoryObject } from './record.js';
import { resolve } from './resolve.js';
import { memoriesOf } from './testing/arbitrary.js';

const objectId = 'urn:srcos:memory:one';
const memories = memoriesOf({
  people: ['urn:srcos:person:ada'],
  agents: ['urn:srcos:agent:a'],
  scopes: [{ level: 'profile', profileId: 'urn:srcos:profile:one' }],
});
const words = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), {
  minLength: 2,
  maxLength: 4,
});

describe('concurrent words', () => {
  it('are all kept, whatever the order of the candidates, and make a valid memory', () => {
    fc.assert(
      fc.property(memories, words, (memory, lists) => {
        const candidates = lists.map((tags): MemoryObject => ({ ...memory, tags }));
        const resolved = resolve({ objectId, before: undefined, candidates });
        expect(resolve({ objectId, before: undefined, candidates: candidates.toReversed() })).toEqual(resolved);
        expect(resolved?.tags).toEqual([...new Set(lists.flat())].sort());
        expect(memoryMeshRecord.safeParse(resolved).success).toBe(true);
      }),
    );
  });

  it('are left to a person where agents would believe something else, or they are too many', () => {
    const [memory] = fc.sample(
      memories.filter(({ content }) => content !== undefined),
      { numRuns: 1, seed: 1 },
    );
    if (memory === undefined) throw new Error('There is a memory.');
    const many = (prefix: string): MemoryObject => ({
      ...memory,
      tags: Array.from({ length: 40 }, (_, index) => `${prefix}${String(index)}`),
    });
    const differs: MemoryObject = { ...memory, confidence: memory.confidence === 1 ? 0 : 1 };
    expect(resolve({ objectId, before: undefined, candidates: [memory, differs] })).toBeUndefined();
    expect(resolve({ objectId, before: undefined, candidates: [many('a'), many('b')] })).toBeUndefined();
  });
});
