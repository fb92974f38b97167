import { describe, expect, it } from 'vitest';
import type { MemoryObject } from '../record.js';
import { expiredBy, isExpired, nextExpiry, projected } from './retention.js';
import { usableBy } from './usable-by.js';

const profileId = 'urn:srcos:profile:one';
const agentId = 'urn:srcos:agent:robo';
const by = 'urn:srcos:person:ada';
const at = '2026-05-07T09:30:00Z';
const states = ['observed', 'proposed', 'scoped', 'approved', 'promoted', 'synced'] as const;
const end = Date.parse('2026-06-01T00:00:00Z');

const memory: MemoryObject = {
  type: 'MemoryObject',
  kind: 'fact',
  content: 'The staging cluster is in Oslo.',
  promotionState: 'synced',
  steps: states.map((state) => ({ state, by, at })),
  scope: { level: 'profile', profileId },
  sensitivity: 'internal',
  retention: { kind: 'until', expiresAt: '2026-06-01T00:00:00Z' },
  mutability: 'shared',
  confidence: 1,
  provenance: { sourceKind: 'person', sourceId: by, observedAt: at },
};
const kept: MemoryObject = { ...memory, retention: { kind: 'until_revoked' } };
const reader = { agentId, profileId, local: false, outside: false };

describe('retention', () => {
  it('takes the content from what is shown at the very moment that it ends, and nothing else', () => {
    expect(projected(memory, end - 1)).toBe(memory);
    const { content: _, ...rest } = memory;
    expect(projected(memory, end)).toEqual(rest);
    expect(projected(kept, end)).toBe(kept);
  });

  it('tells a host what to drop and when to look again', () => {
    const later: MemoryObject = { ...memory, retention: { kind: 'until', expiresAt: '2026-07-01T00:00:00Z' } };
    const all = new Map([
      ['urn:srcos:memory:a', memory],
      ['urn:srcos:memory:b', later],
      ['urn:srcos:memory:c', kept],
    ]);
    expect(expiredBy(all, end - 1)).toEqual([]);
    expect(expiredBy(all, end)).toEqual(['urn:srcos:memory:a']);
    expect(nextExpiry(all.values(), end - 1)).toBe(end);
    expect(nextExpiry(all.values(), end)).toBe(Date.parse('2026-07-01T00:00:00Z'));
    expect(nextExpiry([kept], 0)).toBeUndefined();
  });

  it('has ended for what somebody expired or revoked', () => {
    expect(isExpired({ ...kept, promotionState: 'expired' }, 0)).toBe(true);
    expect(isExpired({ ...kept, promotionState: 'synced' }, 0)).toBe(false);
  });
});

describe('an agent uses a memory', () => {
  it.each<readonly [string, MemoryObject, Partial<Parameters<typeof usableBy>[1]>, boolean]>([
    ['of its own profile', kept, {}, true],
    ['of no other profile', kept, { profileId: 'urn:srcos:profile:two' }, false],
    ['that is synced, on another device', { ...kept, promotionState: 'promoted' }, {}, false],
    ['that is promoted, on the device where it was', { ...kept, promotionState: 'promoted' }, { local: true }, true],
    ['not before it is promoted', { ...kept, promotionState: 'approved' }, { local: true }, false],
    ['that is restricted, on this device', { ...kept, sensitivity: 'restricted' }, {}, true],
    ['that is restricted, nowhere else', { ...kept, sensitivity: 'restricted' }, { outside: true }, false],
    ['of its own', { ...kept, scope: { level: 'agent', agentId, profileId } }, {}, true],
    ['of no other agent', { ...kept, scope: { level: 'agent', agentId: 'urn:srcos:agent:two', profileId } }, {}, false],
    [
      'of the workspace that it works in',
      { ...kept, scope: { level: 'workspace', workspaceId: 'urn:srcos:workspace:w' } },
      { workspaceId: 'urn:srcos:workspace:w' },
      true,
    ],
    [
      'of no workspace otherwise',
      { ...kept, scope: { level: 'workspace', workspaceId: 'urn:srcos:workspace:w' } },
      {},
      false,
    ],
  ])('%s', (_, one, more, expected) => {
    expect(usableBy(one, { ...reader, ...more }, end)).toBe(expected);
  });

  it('until its retention ends', () => {
    expect(usableBy(memory, reader, end - 1)).toBe(true);
    expect(usableBy(memory, reader, end)).toBe(false);
  });
});
