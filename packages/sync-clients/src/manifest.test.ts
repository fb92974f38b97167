import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { clientsRecord } from './record.js';

describeManifestLaws(manifest, clientsRecord);

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.clients'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'signed_authority_required'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'high'>();
  });
});
