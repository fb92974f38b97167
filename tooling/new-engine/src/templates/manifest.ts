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
  auditEvents: ['${plan.collection}.changed', '${plan.collection}.held', '${plan.collection}.refused'],
} as const satisfies ManifestFor<${plan.recordType}>;
`;

export const manifestTest: Template = (plan) => `
import { describeManifestLaws } from '@sourceos/engine-laws';
import { describe, expectTypeOf, it } from 'vitest';
import { manifest } from './manifest.js';
import { ${plan.record} } from './record.js';

describeManifestLaws(manifest, ${plan.record}${plan.canonical ? '' : ', { canonical: false }'});

describe('manifest', () => {
  it('is typed as its literal values', () => {
    expectTypeOf(manifest.engineId).toEqualTypeOf<'${plan.engineId}'>();
    expectTypeOf(manifest.mergeStrategy).toEqualTypeOf<'${plan.mergeStrategy}'>();
    expectTypeOf(manifest.policyClass).toEqualTypeOf<'${plan.policyClass}'>();
  });
});
`;
