import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { ModelsRecord } from './record.js';
import { modelsRecords, objectIdOf, remoteProviders } from './testing/arbitrary.js';

const specimens = () => ({
  records: modelsRecords.map((record) => record as unknown as JsonObject),
  // The laws of the strategy are about one object, which is of one kind and in one place.
  mergeRecords: remoteProviders.map((record) => record as unknown as JsonObject),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as ModelsRecord),
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'ModelRoute',
      name: 'Chat',
      task: 'chat',
      target: { providerId: 'urn:srcos:model-provider:local:one', model: 'small' },
      allowRemote: false,
      maxSensitivity: 'personal',
    },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
