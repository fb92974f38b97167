import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { SecretsRecord } from './record.js';
import { objectIdOf, secretsRecords } from './testing/arbitrary.js';

const specimens = () => ({
  records: secretsRecords.map((record) => record as unknown as JsonObject),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as SecretsRecord),
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'SecretReference',
      name: 'github/deploy',
      kind: 'api_token',
      vaultId: 'urn:srcos:vault:work',
      keyId: 'kv/github-deploy',
      version: 4,
      rotatedAt: '2025-06-01T00:00:00Z',
      rotationDays: 90,
    },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`, `npm_${'a1B2c3D4e5F6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
