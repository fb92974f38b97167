import {
  canonicalEngines,
  findCanonicalEngine,
  recordPaths,
  validateSyncEngineManifest,
  type ManifestFor,
} from '@sourceos/sync-spec';
import { expect } from 'vitest';
import type * as z from 'zod';
import { describeLaws, type Law } from './law.js';

type Manifest = Omit<ManifestFor<unknown>, 'dangerousFields'> & { readonly dangerousFields: readonly string[] };

export interface ManifestLawOptions {
  /** Whether the engine is one of the canonical table; true unless said. */
  readonly canonical?: boolean;
}

const agreesWithTable = (manifest: Manifest): Law => ({
  says: 'agrees with its row of the canonical table',
  holds: () => {
    const row = findCanonicalEngine(manifest.engineId);
    expect(row).toMatchObject({ collection: manifest.collection, policyClass: manifest.policyClass });
    expect(row?.owners[0]).toBe(manifest.ownerRepo);
    expect(row?.encryptionScopes[0]).toBe(manifest.encryptionScope);
    expect(row?.mergeStrategies[0]).toBe(manifest.mergeStrategy);
  },
});

const claimsNothingCanonical = (manifest: Manifest): Law => ({
  says: 'claims no engine id and no collection of the canonical table (I1, I7)',
  holds: () => {
    expect(canonicalEngines.map(({ engineId }) => engineId)).not.toContain(manifest.engineId);
    expect(canonicalEngines.map(({ collection }) => collection)).not.toContain(manifest.collection);
  },
});

/** What every engine's manifest keeps, by itself and beside the record schema of the engine. */
export const manifestLaws = (
  manifest: Manifest,
  record: z.ZodType,
  { canonical = true }: ManifestLawOptions = {},
): readonly Law[] => [
  {
    says: 'has no problem that the registry knows of',
    holds: () => {
      expect(validateSyncEngineManifest(manifest)).toEqual([]);
    },
  },
  canonical ? agreesWithTable(manifest) : claimsNothingCanonical(manifest),
  {
    says: 'names a dangerous field and an audit event (I6)',
    holds: () => {
      expect(manifest.dangerousFields).not.toEqual([]);
      expect(manifest.auditEvents).not.toEqual([]);
    },
  },
  ...manifest.dangerousFields.map((field) => ({
    says: `declares ${field} dangerous, which the record schema has`,
    holds: () => {
      expect(recordPaths(record)).toContain(field);
    },
  })),
];

/**
 * Makes the laws of manifests the tests of an engine's manifest.
 *
 * @param manifest the manifest
 * @param record the engine's record schema, whose paths the dangerous fields are
 * @param options `canonical: false` for an engine outside the canonical table (I7)
 */
export const describeManifestLaws = (...given: Parameters<typeof manifestLaws>): void =>
  describeLaws('the manifest', manifestLaws(...given));
