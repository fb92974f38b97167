import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance, type Deviation } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { PolicyFabricRecord } from './record.js';
import { objectIdOf, policyRecords } from './testing/arbitrary.js';

const records = policyRecords.map((record) => record as unknown as JsonObject);

const specimens = () => ({
  records,
  objectId: (record: JsonObject) => objectIdOf(record as unknown as PolicyFabricRecord),
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'PolicyBundle',
      name: 'Agents',
      layer: 'workspace',
      edition: 1,
      rules: [{ name: 'no-shell', capability: 'shell.*', effect: 'ask', reason: 'A person reads it.' }],
      issuedBy: 'urn:srcos:org:example',
      issuedAt: '2026-05-07T09:30:00Z',
    },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

const deviations: readonly Deviation[] = [
  {
    deviation: 'no-benign-change',
    why: 'Whatever of a bundle decides is dangerous, and a bundle that decides nothing adds nothing.',
  },
  {
    deviation: 'nothing-to-roll-back',
    why: 'A policy is loosened by a downgrade that names what it retires, never by an old value.',
  },
];

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto, deviations }))
    it(name, check);
});
