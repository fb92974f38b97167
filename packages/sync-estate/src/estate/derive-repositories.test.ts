import { describe, expect, it } from 'vitest';
import type { RepositoryStatus } from '../report/report.js';
import { checkRepository, scanEstate } from '../testing/judged.js';
import { engineManifest, repoManifest } from '../testing/manifests.js';

const syncd = 'SourceOS-Linux/sourceos-syncd';
const policyFabric = 'SocioProphet/policy-fabric';
const partial = Object.fromEntries(
  Object.entries(engineManifest('sourceos.sync.clients')).filter(([field]) => field !== 'schemaVersion'),
);
const wrong = engineManifest('sourceos.sync.clients', { mergeStrategy: 'crdt' });
const others = ['sourceos.sync.secrets', 'sourceos.sync.extensions'].map((id) => engineManifest(id));

/** What syncd declares, and the status of its repository: the worst of what is found. */
const table: readonly (readonly [string, unknown, RepositoryStatus])[] = [
  ['all that it owns', repoManifest(syncd), 'compliant'],
  ['an engine in part', { ...repoManifest(syncd), syncEngines: [partial, ...others] }, 'partial'],
  ['an engine wrongly', repoManifest(syncd, [wrong, ...others]), 'invalid'],
  [
    'an engine twice, wrongly and in part',
    { ...repoManifest(syncd), syncEngines: [wrong, partial, ...others] },
    'invalid',
  ],
  ['nothing', repoManifest(syncd, []), 'missing'],
  ['an engine that it owns and leaves others out', repoManifest(syncd, ['sourceos.sync.clients']), 'missing'],
  ['a member of the manifest too little', { ...repoManifest(syncd), domain: undefined }, 'partial'],
  ['a member of the manifest wrongly', { ...repoManifest(syncd), domain: 'kernel' }, 'invalid'],
  ['an unknown member', { ...repoManifest(syncd), comment: '' }, 'invalid'],
  ['what is no JSON', '{', 'invalid'],
];

describe('the status of a repository', () => {
  it.each(table)('that declares %s', async (_, manifest, status) => {
    expect((await scanEstate({ [syncd]: manifest })).repository(syncd)).toBe(status);
    expect((await checkRepository(syncd, manifest)).repository(syncd)).toBe(status);
  });

  it('does not suffer from silence about an engine that a co-owner declares', async () => {
    const { repository, found } = await scanEstate({
      [syncd]: repoManifest(syncd, ['sourceos.sync.clients', 'sourceos.sync.extensions']),
      [policyFabric]: repoManifest(policyFabric),
    });
    expect(repository(syncd)).toBe('compliant');
    expect(found('estate/owner-silent').map(({ repo, engineId }) => [repo, engineId])).toEqual([
      [syncd, 'sourceos.sync.secrets'],
    ]);
  });

  it('is not applicable without a manifest and without an engine, and missing for an owner', async () => {
    const { repository } = await scanEstate({ 'ExampleOrg/notes': null, [policyFabric]: null });
    expect(repository('ExampleOrg/notes')).toBe('not_applicable');
    expect(repository(policyFabric)).toBe('missing');
  });

  it('names the engines that the manifest declares, each once', async () => {
    const twice = repoManifest(syncd, ['sourceos.sync.clients', 'sourceos.sync.clients', 'sourceos.sync.x']);
    const { report } = await scanEstate({ [syncd]: twice });
    expect(report.repositories[0]?.engines).toEqual(['sourceos.sync.clients', 'sourceos.sync.x']);
  });
});
