import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { describe, expect, it } from 'vitest';
import { memoryMeshRecord, type MemoryMeshRecord } from './record.js';
import { lifecycleState, type LifecycleState } from './records/lifecycle-state.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The steps of a life up to a state. */
const life = (promotionState: LifecycleState, by = 'urn:srcos:person:mira') => ({
  promotionState,
  steps: lifecycleState.values
    .slice(0, lifecycleState.values.indexOf(promotionState) + 1)
    .map((state) => ({ state, by, at: '2026-05-07T09:30:00Z' })),
});

const memory = {
  type: 'MemoryObject',
  kind: 'preference',
  content: 'Release notes are written\nin the past tense.',
  about: ['urn:srcos:repo:atlas'],
  tags: ['writing', 'Stil'],
  ...life('promoted'),
  scope: { level: 'workspace', workspaceId: 'urn:srcos:workspace:atlas' },
  sensitivity: 'internal',
  retention: { kind: 'until', expiresAt: '2027-05-07T00:00:00Z' },
  mutability: 'shared',
  confidence: 0.75,
  provenance: {
    sourceKind: 'person',
    sourceId: 'urn:srcos:person:mira',
    observedAt: '2026-05-07T09:30:00Z',
    evidence: [{ sourceId: 'urn:srcos:message:118', contentHash: hash }],
    derivedFrom: ['urn:srcos:memory:4'],
    widens: 'urn:srcos:memory:9',
  },
} satisfies MemoryMeshRecord;

const proposal = {
  type: 'MemoryObject',
  kind: 'fact',
  content: 'The staging cluster is in Oslo.',
  ...life('proposed', 'urn:srcos:agent:writer'),
  scope: { level: 'agent', agentId: 'urn:srcos:agent:writer', profileId: 'urn:srcos:profile:work' },
  sensitivity: 'confidential',
  retention: { kind: 'until_revoked' },
  mutability: 'author_only',
  confidence: 0.4,
  agentSource: 'urn:srcos:agent:writer',
  provenance: { sourceKind: 'web_page', sourceId: 'urn:srcos:page:7', observedAt: '2026-05-07T09:30:00Z' },
} satisfies MemoryMeshRecord;

const revoked = {
  type: 'MemoryObject',
  kind: 'event',
  ...life('revoked'),
  scope: { level: 'profile', profileId: 'urn:srcos:profile:work' },
  sensitivity: 'personal',
  retention: { kind: 'until_revoked' },
  mutability: 'immutable',
  confidence: 1,
  provenance: { sourceKind: 'import', sourceId: 'urn:srcos:import:2', observedAt: '2026-05-07T09:30:00Z' },
} satisfies MemoryMeshRecord;

const examples = [memory, proposal, revoked];

const faults = faultsOf(memoryMeshRecord);

describeRecordLaws(memoryMeshRecord, examples);

describe('memoryMeshRecord', () => {
  it.each(lifecycleState.values)('has content exactly while it is not gone: %s', (promotionState) => {
    const isGone = promotionState === 'expired' || promotionState === 'revoked';
    expect(faults({ ...memory, ...life(promotionState) })).toEqual(isGone ? ['content'] : []);
    expect(faults({ ...revoked, ...life(promotionState) })).toEqual(isGone ? [] : ['content']);
  });

  it.each(lifecycleState.values)('is %s by the steps of one line and by no others', (promotionState) => {
    const { steps } = life(promotionState);
    const at = steps.length - 1;
    const { content: _, ...gone } = memory;
    const base = promotionState === 'expired' || promotionState === 'revoked' ? gone : memory;
    expect(faults({ ...base, promotionState, steps: steps.slice(1) })).not.toEqual([]);
    expect(
      faults({ ...base, promotionState, steps: [...steps.slice(0, -1), ...steps.slice(0, 1), ...steps.slice(-1)] }),
    ).not.toEqual([]);
    for (const other of lifecycleState.values.filter((each) => each !== promotionState)) {
      expect(
        faults({
          ...base,
          promotionState,
          steps: steps.with(at, { ...life('observed').steps[0], state: other } as never),
        }),
      ).not.toEqual([]);
    }
  });

  it.each([
    ['less than no confidence', { ...memory, confidence: -0.01 }, 'confidence'],
    ['a type that the engine does not have', { ...memory, type: 'Memory' }, 'type'],
    ['a state outside the lifecycle', { ...memory, promotionState: 'trusted' }, 'promotionState'],
    ['a state that its steps do not lead to', { ...memory, promotionState: 'synced' }, 'promotionState'],
    ['no steps', { ...memory, steps: [] }, 'steps'],
    ['a step that an agent does not take', { ...memory, ...life('scoped', 'urn:srcos:agent:writer') }, 'steps.2.by'],
    ['a step that a device takes', { ...memory, ...life('observed', 'urn:srcos:device:one') }, 'steps.0.by'],
    ['a scope of everybody', { ...memory, scope: { level: 'global' } }, 'scope.level'],
    ['a workspace scope that names a profile', { ...memory, scope: { ...revoked.scope, level: 'workspace' } }, 'scope'],
    [
      'an agent scope without the profile that bounds it',
      { ...memory, scope: { level: 'agent', agentId: 'urn:srcos:agent:writer' } },
      'scope.profileId',
    ],
    ['a retention without an end', { ...memory, retention: { kind: 'until' } }, 'retention.expiresAt'],
    [
      'a retention with an end that is none',
      { ...memory, retention: { kind: 'until', expiresAt: 'never' } },
      'retention.expiresAt',
    ],
    ['more than certainty', { ...memory, confidence: 1.01 }, 'confidence'],
    ['a confidence that is no number', { ...memory, confidence: Number.NaN }, 'confidence'],
    ['an agent that is a person', { ...memory, agentSource: 'urn:srcos:person:mira' }, 'agentSource'],
    [
      'a source of no known kind',
      { ...memory, provenance: { ...memory.provenance, sourceKind: 'trusted' } },
      'provenance.sourceKind',
    ],
    [
      'a source that vouches for itself',
      { ...memory, provenance: { ...memory.provenance, trusted: true } },
      'provenance',
    ],
    ['no provenance', { ...memory, provenance: undefined }, 'provenance'],
    ['an escape sequence in the content', { ...memory, content: '\u001b]0;x\u0007' }, 'content'],
    ['more content than the bound', { ...memory, content: 'x'.repeat(65_537) }, 'content'],
    ['too many tags', { ...memory, tags: Array.from({ length: 65 }, (_, i) => `t${i}`) }, 'tags'],
    [
      'too much evidence',
      {
        ...memory,
        provenance: {
          ...memory.provenance,
          evidence: Array.from({ length: 65 }, () => ({ sourceId: 'urn:srcos:message:1' })),
        },
      },
      'provenance.evidence',
    ],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toContain(path);
  });
});
