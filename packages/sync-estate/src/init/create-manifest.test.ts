import { canonicalEngines, enginesOwnedBy, repoDomain, validateRepoManifest } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { publishedManifests } from '../pins/published-manifests.js';
import { checkRepository } from '../testing/judged.js';
import { createManifest } from './create-manifest.js';

const owners = [...new Set(canonicalEngines.flatMap((engine) => [...engine.owners]))];

describe('createManifest', () => {
  it.each(owners)('declares what %s owns, as the packages publish it', async (repo) => {
    const manifest = createManifest(repo);
    expect(validateRepoManifest(manifest)).toEqual([]);
    expect(manifest?.syncEngines).toEqual(
      enginesOwnedBy(repo).map(({ engineId }) => publishedManifests.manifests[engineId]),
    );
    const { report } = await checkRepository(repo, manifest, { strict: true });
    expect(report.findings).toEqual([]);
    expect(report.summary.engines).toMatchObject({ missing: 0, invalid: 0, partial: 0 });
  });

  it('gives a manifest of its own each time', () => {
    const one = createManifest('SourceOS-Linux/sourceos-shell');
    one?.syncEngines[0]?.auditEvents.push('changed');
    expect(createManifest('SourceOS-Linux/sourceos-shell')?.syncEngines[0]?.auditEvents).not.toContain('changed');
  });

  it('needs a domain for a repository that owns no engine', () => {
    expect(createManifest('ExampleOrg/notes')).toBeUndefined();
    expect(createManifest('ExampleOrg/notes', 'tooling')).toMatchObject({
      repo: 'ExampleOrg/notes',
      domain: 'tooling',
      syncEngines: [],
      policyClasses: ['low'],
    });
    expect(createManifest('ExampleOrg/notes', 'tooling', 'critical')?.policyClasses).toEqual(['critical']);
    for (const domain of repoDomain.values) {
      expect(validateRepoManifest(createManifest('ExampleOrg/notes', domain))).toEqual([]);
    }
  });

  it('carries the policy classes and audit events of its engines, each once', () => {
    const manifest = createManifest('SourceOS-Linux/sourceos-syncd');
    expect(manifest?.policyClasses).toEqual(['high', 'critical']);
    expect(new Set(manifest?.auditEvents).size).toBe(manifest?.auditEvents.length);
  });
});
