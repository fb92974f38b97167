import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryMeshRecord, type MemoryScope } from '../record.js';
import { memoriesOf } from '../testing/arbitrary.js';
import { compareScopes } from './compare-scopes.js';
import { widened } from './widened.js';

const [one, two] = ['urn:srcos:profile:one', 'urn:srcos:profile:two'] as const;
const scopes: readonly [MemoryScope, ...MemoryScope[]] = [
  { level: 'agent', agentId: 'urn:srcos:agent:a', profileId: one },
  { level: 'agent', agentId: 'urn:srcos:agent:b', profileId: one },
  { level: 'agent', agentId: 'urn:srcos:agent:a', profileId: two },
  { level: 'profile', profileId: one },
  { level: 'profile', profileId: two },
  { level: 'workspace', workspaceId: 'urn:srcos:workspace:one' },
  { level: 'workspace', workspaceId: 'urn:srcos:workspace:two' },
];
const scope = fc.constantFrom(...scopes);

describe('scopes', () => {
  it('are the same only to themselves, and wider exactly where the other is narrower, a workspace aside', () => {
    for (const [i, a] of scopes.entries()) {
      for (const [j, b] of scopes.entries()) {
        const [there, back] = [compareScopes(a, b), compareScopes(b, a)];
        expect(there === 'same').toBe(i === j);
        if (a.level !== 'workspace' && b.level !== 'workspace') expect(there === 'wider').toBe(back === 'narrower');
      }
    }
  });

  it.each<readonly [MemoryScope | undefined, MemoryScope | undefined, string]>([
    [scopes[0], scopes[3], 'wider'],
    [scopes[0], scopes[4], 'elsewhere'],
    [scopes[0], scopes[1], 'elsewhere'],
    [scopes[3], scopes[5], 'wider'],
    [scopes[5], scopes[3], 'elsewhere'],
    [scopes[5], scopes[6], 'elsewhere'],
  ])('%j to %j is %s', (from, to, expected) => {
    if (from === undefined || to === undefined) throw new Error('Both are scopes.');
    expect(compareScopes(from, to)).toBe(expected);
  });
});

describe('a memory for more', () => {
  const memories = memoriesOf({ people: ['urn:srcos:person:ada'], agents: ['urn:srcos:agent:a'], scopes });

  it('is a valid proposal that names the narrower one, and none where the scope is not wider or the content gone', () => {
    fc.assert(
      fc.property(memories, scope, (memory, to) => {
        const id = 'urn:srcos:memory:narrow';
        const made = widened(id, memory, to, { by: 'urn:srcos:person:bob', at: '2026-05-07T09:30:00Z' });
        const wider = compareScopes(memory.scope, to) === 'wider' && memory.content !== undefined;
        expect(made !== undefined).toBe(wider);
        if (made === undefined) return;
        expect(made).toMatchObject({ promotionState: 'proposed', scope: to, provenance: { widens: id } });
        expect(memoryMeshRecord.safeParse(made).success).toBe(true);
      }),
    );
  });
});
