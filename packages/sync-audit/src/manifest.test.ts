import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { auditRecord } from './record.js';

describeManifestLaws(manifest, auditRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.audit'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'append_only'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'critical'>();
  });
});
