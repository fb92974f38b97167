import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOf } from '../test/differential/documents.js';
import { rightRepo } from '../test/manifests.js';
import { acceptsRepoManifest } from './accepts-repo-manifest.js';
import { repoManifestSchema } from './repo-manifest.js';

describe('the fast path of validation', () => {
  it('accepts what the schema accepts, and nothing else', () => {
    fc.assert(
      fc.property(documentsOf('SourceOSRepoManifest'), (document) => {
        expect(acceptsRepoManifest(document)).toBe(repoManifestSchema.safeParse(document).success);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([undefined, null, 0, '', [], {}, true])('refuses %j', (value) => {
    expect(acceptsRepoManifest(value)).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString'])('sees %s twice in a list', (name) => {
    expect(acceptsRepoManifest(rightRepo({ sourceChannels: [name] }))).toBe(true);
    expect(acceptsRepoManifest(rightRepo({ sourceChannels: [name, name] }))).toBe(false);
  });
});
