import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hostileLaws } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { PolicyFabricRecord } from './record.js';
import { objectIdOf, policyRecords } from './testing/arbitrary.js';

describe('hostile writes', () => {
  const laws = hostileLaws(engine, {
    crypto: nativeCrypto,
    records: policyRecords.map((record) => record as unknown as JsonObject),
    objectId: (record) => objectIdOf(record as unknown as PolicyFabricRecord),
    runs: 200 * soak,
  });
  for (const { name, check } of laws) it(name, check);
});
