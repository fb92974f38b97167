import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hostileLaws } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { SecretsRecord } from './record.js';
import { objectIdOf, secretsRecords } from './testing/arbitrary.js';

const options = {
  crypto: nativeCrypto,
  records: secretsRecords.map((record) => record as unknown as JsonObject),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as SecretsRecord),
  runs: 200 * soak,
};

describe('hostile writes', () => {
  for (const { name, check } of hostileLaws(engine, options)) it(name, { timeout: 60_000 }, check);
});
