import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RepoManifest } from '@sourceos/sync-spec';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan, type Report } from '../src/index.js';
import { publishedManifests } from '../src/pins/published-manifests.js';

const folder = fileURLToPath(new URL('../../../docs/example-estate', import.meta.url));

describe('the example estate', () => {
  let report: Report;
  beforeAll(async () => {
    const result = await scan([folder]);
    if (!result.ok) throw new Error(result.message);
    report = result.report;
  });

  it('has all four statuses among its engines, and one engine outside the eleven', () => {
    expect(report.engines.map(({ engineId, status, repo }) => [engineId, status, repo])).toEqual([
      ['sourceos.sync.clients', 'missing', 'SourceOS-Linux/sourceos-syncd'],
      ['sourceos.sync.workspace', 'compliant', 'SocioProphet/prophet-workspace'],
      ['sourceos.sync.shell', 'compliant', 'SourceOS-Linux/sourceos-shell'],
      ['sourceos.sync.agent-registry', 'compliant', 'SocioProphet/agent-registry'],
      ['sourceos.sync.policy-fabric', 'invalid', 'SocioProphet/policy-fabric'],
      ['sourceos.sync.memory-mesh', 'invalid', 'SocioProphet/memory-mesh'],
      ['sourceos.sync.browser', 'partial', 'SourceOS-Linux/BearBrowser'],
      ['sourceos.sync.secrets', 'compliant', 'SocioProphet/policy-fabric'],
      ['sourceos.sync.audit', 'missing', 'SocioProphet/sherlock-search'],
      ['sourceos.sync.models', 'missing', 'SourceOS-Linux/sourceos-model-carry'],
      ['sourceos.sync.extensions', 'compliant', 'SourceOS-Linux/BearBrowser'],
      ['sourceos.sync.calendar', 'compliant', 'ExampleOrg/calendar'],
    ]);
  });

  it('has one fault in each repository that shows one', () => {
    const own = report.findings.filter(({ rule }) => rule !== 'estate/engine-missing');
    expect(own.map(({ rule, repo, pointer, suggestion }) => [rule, repo, pointer, suggestion])).toEqual([
      ['engine/unknown-value', 'SocioProphet/memory-mesh', '/syncEngines/0/mergeStrategy', 'manual_review'],
      ['engine/duplicate-key', 'SocioProphet/policy-fabric', '/syncEngines/0/mergeStrategy', undefined],
      ['estate/owner-silent', 'SocioProphet/prophet-workspace', '/syncEngines', undefined],
      ['engine/missing-field', 'SourceOS-Linux/BearBrowser', '/syncEngines/0/supportsRollback', undefined],
      ['estate/owner-without-manifest', 'SourceOS-Linux/TurtleTerm', '', undefined],
    ]);
    expect(report.complete).toBe(true);
  });

  it('has a row for each repository that its README names', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const named = [...readme.matchAll(/^\| `([\w-]+\/[\w-]+)`/gm)].map(([, repo]) => repo);
    expect(named.sort()).toEqual(report.repositories.map(({ repo }) => repo).sort());
  });

  it('declares what the engine packages publish, but for the faults that it shows', () => {
    const shown: Readonly<Record<string, string>> = {
      'sourceos.sync.memory-mesh': 'mergeStrategy',
      'sourceos.sync.browser': 'supportsRollback',
    };
    const declared = report.repositories
      .filter(({ engines }) => engines.length > 0)
      .flatMap(({ path }) => {
        const text = readFileSync(join(folder, path, '.sourceos/manifest.json'), 'utf8');
        return (JSON.parse(text) as RepoManifest).syncEngines;
      })
      .filter(({ engineId }) => engineId !== 'sourceos.sync.calendar');
    expect(declared.length).toBeGreaterThan(7);
    for (const engine of declared) {
      const field = shown[engine.engineId] ?? '';
      expect({ ...engine, [field]: null }).toEqual({ ...publishedManifests.manifests[engine.engineId], [field]: null });
    }
  });
});
