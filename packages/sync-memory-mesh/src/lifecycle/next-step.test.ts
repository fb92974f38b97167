import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryMeshRecord, type MemoryObject } from '../record.js';
import { lifecycleState } from '../records/lifecycle-state.js';
import { memoriesOf } from '../testing/arbitrary.js';
import { nextStep } from './next-step.js';

const [ada, robo] = ['urn:srcos:person:ada', 'urn:srcos:agent:robo'] as const;
const at = '2026-05-07T09:30:00Z';
const profileId = 'urn:srcos:profile:one';
const memories = memoriesOf({ people: [ada], agents: [robo], scopes: [{ level: 'profile', profileId }] });

describe('the next step of a memory', () => {
  it('makes a valid memory in the one state that follows, until the last', () => {
    fc.assert(
      fc.property(memories, (memory) => {
        const next = nextStep(memory, { by: ada, at });
        const index = lifecycleState.values.indexOf(memory.promotionState);
        expect(next?.promotionState).toBe(lifecycleState.values[index + 1]);
        if (next !== undefined) expect(memoryMeshRecord.safeParse(next).success).toBe(true);
      }),
    );
  });

  it('is none for an agent beyond a proposal', () => {
    fc.assert(
      fc.property(memories, (memory) => {
        const next = nextStep(memory, { by: robo, at });
        expect(next?.promotionState).toBe(memory.promotionState === 'observed' ? 'proposed' : undefined);
      }),
    );
  });

  it('leaves nothing of the content once it has expired', () => {
    let memory: MemoryObject | undefined = fc.sample(
      memories.filter(({ promotionState }) => promotionState === 'synced'),
      { numRuns: 1, seed: 1 },
    )[0];
    expect(memory?.content).toBeDefined();
    memory = memory && nextStep(memory, { by: ada, at });
    expect(memory).toMatchObject({ promotionState: 'expired' });
    expect(memory).not.toHaveProperty('content');
  });
});
