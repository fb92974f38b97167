import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { shellRecord } from './record.js';

describeManifestLaws(manifest, shellRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.shell'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'manual_review'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'high'>();
  });
});
