import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hostileLaws } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import type { AuditRecord } from './record.js';
import { auditRecords, objectIdOf } from './testing/arbitrary.js';

describe('hostile writes', () => {
  const laws = hostileLaws(engine, {
    crypto: nativeCrypto,
    records: auditRecords.map((record) => record as unknown as JsonObject),
    objectId: (record) => objectIdOf(record as unknown as AuditRecord),
    runs: 200 * soak,
  });
  for (const { name, check } of laws) it(name, check);
});
