import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { secretsRecord } from './record.js';

describeManifestLaws(manifest, secretsRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.secrets'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'never_merge'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'critical'>();
  });
});
