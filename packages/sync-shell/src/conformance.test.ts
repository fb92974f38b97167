import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { ShellRecord } from './record.js';
import { objectIdOf, shellRecords } from './testing/arbitrary.js';

const records = shellRecords.map((record) => record as unknown as JsonObject);

const specimens = () => ({
  records,
  // The laws of the strategy are about one object, which is of one kind.
  mergeRecords: records.filter(({ type }) => type === 'ShellProfile'),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as ShellRecord),
  older: {
    schemaVersion: '0.0.1',
    record: { type: 'ShellProfile', name: 'Draft', dialect: 'bash', path: ['/opt/bin'], env: { EDITOR: 'vim' } },
  },
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
