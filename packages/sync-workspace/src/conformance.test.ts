import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { topologySize } from './concerns/topology.js';
import { engine } from './engine.js';
import type { WorkspaceRecord } from './record.js';
import { objectIdOf, workspaceRecords } from './testing/arbitrary.js';

const records = workspaceRecords.map((record) => record as unknown as JsonObject);
const edge = { type: 'WorkspaceEdge', relation: 'contains', to: 'urn:srcos:repo:site', order: 'a0V' };
const move = {
  before: { ...edge, from: 'urn:srcos:workspace:a' },
  after: { ...edge, from: 'urn:srcos:workspace:b' },
  subtree: topologySize,
};

const specimens = () => ({
  records,
  changes: [move],
  // The laws of the strategy are about one object: an edge whose ends are nowhere is hidden, and shows nothing.
  mergeRecords: records.filter(({ type }) => type !== 'WorkspaceEdge'),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as WorkspaceRecord),
  older: { schemaVersion: '0.0.1', record: { type: 'WorkspaceTask', title: 'Publish', done: true, x: 4, y: 5 } },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
