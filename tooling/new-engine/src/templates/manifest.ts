import type { Template } from './template.js';

export const manifest: Template = (plan) => `
import type { ManifestFor } from '@sourceos/sync-spec';
import type { ${plan.recordType} } from './record.js';

/** What the ${plan.words} engine promises. */
export const manifest = {
  engineId: '${plan.engineId}',
  collection: '${plan.collection}',
  schemaVersion: '0.1.0',
  ownerRepo: '${plan.ownerRepo}',
  defaultEnabled: true,
  policyClass: '${plan.policyClass}',
  encryptionScope: '${plan.encryptionScope}',
  mergeStrategy: '${plan.mergeStrategy}',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['content'],
  auditEvents: ['${plan.collection}.changed'],
} as const satisfies ManifestFor<${plan.recordType}>;
`;

const canonicalTest: Template = () => `
  it('agrees with its row of the canonical table', () => {
    const row = findCanonicalEngine(manifest.engineId);
    expect(row).toMatchObject({ collection: manifest.collection, policyClass: manifest.policyClass });
    expect(row?.owners[0]).toBe(manifest.ownerRepo);
    expect(row?.encryptionScopes[0]).toBe(manifest.encryptionScope);
    expect(row?.mergeStrategies[0]).toBe(manifest.mergeStrategy);
  });
`;

export const manifestTest: Template = (plan) => `
import { ${plan.canonical ? 'findCanonicalEngine, ' : ''}recordPaths, validateSyncEngineManifest } from '@sourceos/sync-spec';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { ${plan.record} } from './record.js';

describe('manifest', () => {
  it('has no problem that the registry knows of', () => {
    expect(validateSyncEngineManifest(manifest)).toEqual([]);
  });
${plan.canonical ? canonicalTest(plan) : ''}
  it.each(manifest.dangerousFields)('declares %s dangerous, which the record schema has', (field) => {
    expect(recordPaths(${plan.record})).toContain(field);
  });

  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'${plan.engineId}'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'${plan.mergeStrategy}'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'${plan.policyClass}'>();
  });
});
`;
