import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { workspaceRecord } from './record.js';

describeManifestLaws(manifest, workspaceRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.workspace'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'graph_merge'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'high'>();
  });
});
