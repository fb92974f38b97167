import { findCanonicalEngine, recordPaths, validateSyncEngineManifest } from '@sourceos/sync-spec';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { extensionsRecord } from './record.js';

describe('manifest', () => {
  it('has no problem that the registry knows of', () => {
    expect(validateSyncEngineManifest(manifest)).toEqual([]);
  });

  it('agrees with its row of the canonical table', () => {
    const row = findCanonicalEngine(manifest.engineId);
    expect(row).toMatchObject({ collection: manifest.collection, policyClass: manifest.policyClass });
    expect(row?.owners[0]).toBe(manifest.ownerRepo);
    expect(row?.encryptionScopes[0]).toBe(manifest.encryptionScope);
    expect(row?.mergeStrategies[0]).toBe(manifest.mergeStrategy);
  });

  it.each(manifest.dangerousFields)('declares %s dangerous, which the record schema has', (field) => {
    expect(recordPaths(extensionsRecord)).toContain(field);
  });

  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'sourceos.sync.extensions'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'manual_review'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'high'>();
  });
});
