import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hostileLaws } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { agentRegistryRecords, objectIdOf } from './testing/arbitrary.js';

describe('hostile writes', () => {
  const laws = hostileLaws(engine, {
    crypto: nativeCrypto,
    records: agentRegistryRecords.map((record) => record as unknown as JsonObject),
    objectId: objectIdOf,
    runs: 200 * soak,
  });
  for (const { name, check } of laws) it(name, check);
});
