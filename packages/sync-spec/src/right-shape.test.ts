import fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { documentsOf } from '../test/differential/documents.js';
import { rightRepo } from '../test/manifests.js';
import { repoManifestSchema } from './repo-manifest.js';
import { isRepoManifestBesideEngines, isSyncEngineManifest } from './right-shape.js';
import { syncEngineManifestSchema } from './sync-engine-manifest.js';

const besideEngines = repoManifestSchema.extend({ syncEngines: z.array(z.unknown()) });

describe.each([
  ['isRepoManifestBesideEngines', isRepoManifestBesideEngines, besideEngines, 'SourceOSRepoManifest'],
  ['isSyncEngineManifest', isSyncEngineManifest, syncEngineManifestSchema, 'SyncEngineManifest'],
] as const)('%s', (_, accepts, schema, contract) => {
  it('accepts what the schema accepts, and nothing else', () => {
    fc.assert(
      fc.property(documentsOf(contract), (document) => {
        expect(accepts(document)).toBe(schema.safeParse(document).success);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([undefined, null, 0, '', [], {}, true])('refuses %j', (value) => {
    expect(accepts(value)).toBe(false);
  });
});

describe('a list without repeated items', () => {
  const many = Array.from({ length: 100 }, (__, index) => `name-${index}`);

  it.each(['__proto__', 'constructor', 'toString'])('may not hold %s twice, however long it is', (name) => {
    for (const others of [[], many]) {
      expect(isRepoManifestBesideEngines(rightRepo({ sourceChannels: [name, ...others] }))).toBe(true);
      expect(isRepoManifestBesideEngines(rightRepo({ sourceChannels: [name, ...others, name] }))).toBe(false);
    }
  });
});
