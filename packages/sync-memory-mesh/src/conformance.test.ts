import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { memoriesOf } from './testing/arbitrary.js';

const profileId = 'urn:srcos:profile:conformance';
const cast = {
  people: ['urn:srcos:person:ada', 'urn:srcos:person:bob'],
  agents: ['urn:srcos:agent:scout'],
  scopes: [
    { level: 'profile', profileId },
    { level: 'agent', agentId: 'urn:srcos:agent:scout', profileId },
  ],
} as const;
const records = memoriesOf(cast).map((record) => record as unknown as JsonObject);

const [before] = fc.sample(
  records.filter(({ promotionState, agentSource }) => promotionState === 'proposed' && agentSource === undefined),
  { numRuns: 1, seed: 1 },
);
if (before === undefined) throw new Error('There is no proposal.');
const steps = before.steps as unknown as readonly JsonObject[];
/** A person takes it a step further: two members change together. */
const step = {
  before,
  after: { ...before, promotionState: 'scoped', steps: [...steps, { ...steps[1], state: 'scoped' }] } as JsonObject,
};

const specimens = () => ({
  records,
  changes: [step],
  objectId: () => 'urn:srcos:memory:one',
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'MemoryObject',
      kind: 'fact',
      text: 'The staging cluster is in Oslo.',
      confidence: 75,
      notedBy: 'urn:srcos:person:ada',
      notedAt: '2025-06-15T15:06:40Z',
      scope: { level: 'profile', profileId },
      sensitivity: 'internal',
      retention: { kind: 'until_revoked' },
      mutability: 'shared',
      provenance: {
        sourceKind: 'person',
        sourceId: 'urn:srcos:person:ada',
        observedAt: '2025-06-15T15:06:40Z',
      },
    },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
