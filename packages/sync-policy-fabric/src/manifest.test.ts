import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { policyFabricRecord } from './record.js';

describeManifestLaws(manifest, policyFabricRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.policy-fabric'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'strongest_policy_wins'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'critical'>();
  });
});
