import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { browserRecord } from './record.js';

describeManifestLaws(manifest, browserRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.browser'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'manual_review'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'high'>();
  });
});
