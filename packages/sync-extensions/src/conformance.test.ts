import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { ExtensionsRecord } from './record.js';
import { extensionsRecords, objectIdOf } from './testing/arbitrary.js';

const records = extensionsRecords.map((record) => record as unknown as JsonObject);

const specimens = () => ({
  records,
  objectId: (record: JsonObject) => objectIdOf(record as unknown as ExtensionsRecord),
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'Extension',
      surface: 'browser',
      identifier: 'reader@example.org',
      name: 'Reader',
      publisher: { id: 'example-org', name: 'Example' },
      registry: 'https://extensions.example/',
      version: '1.2.3',
      packageHash: `sha256:${'a'.repeat(64)}`,
      permissions: ['tabs', 'storage'],
      off: true,
    },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
