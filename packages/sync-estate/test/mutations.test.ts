import { canonicalEngines, enginePackage, mergeStrategy, type SyncEngineManifest } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { check, findRule, type EngineRow, type Finding, type Report } from '../src/index.js';
import { publishedManifests } from '../src/pins/published-manifests.js';
import { jsonText, repoManifest } from '../src/testing/manifests.js';
import { temporaryFolder, writeFiles } from '../src/testing/temporary-folder.js';
import { removals, spoilings, type Declaration, type Mutation } from './mutations.js';

const manifestOf = (engineId: string): Declaration => {
  const manifest = publishedManifests.manifests[engineId];
  if (manifest === undefined) throw new Error(`${enginePackage(engineId)} publishes no manifest`);
  return manifest;
};

interface Judged {
  readonly row: EngineRow | undefined;
  readonly status: string | undefined;
  /** What is found about the engine. */
  readonly findings: readonly Finding[];
  readonly report: Report;
}

/** The primary owner's repository with one declaration, judged by the public check. */
const judge = async (
  engineId: string,
  mutation: Pick<Mutation, 'declaration' | 'text'>,
  strict = false,
): Promise<Judged> => {
  const owner = canonicalEngines.find((engine) => engine.engineId === engineId)?.owners[0] ?? '';
  const text = jsonText({ ...repoManifest(owner, []), syncEngines: [mutation.declaration] });
  const folder = temporaryFolder();
  writeFiles(folder, { '.sourceos/manifest.json': mutation.text?.(text) ?? text });
  const result = await check(folder, { strict, slug: owner });
  if (!result.ok) throw new Error(result.message);
  const { report } = result;
  const row = report.engines.find((engine) => engine.engineId === engineId);
  return {
    report,
    row,
    status: row?.status,
    findings: report.findings.filter((finding) => finding.engineId === engineId),
  };
};

const places = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, pointer }) => `${rule} ${pointer}`);

it('covers the engines of the canonical table', () => {
  expect(Object.keys(publishedManifests.manifests).sort()).toEqual(
    canonicalEngines.map(({ engineId }) => engineId).sort(),
  );
});

describe.each(canonicalEngines.map(({ engineId }) => engineId))('the manifest of %s', (engineId) => {
  it('is compliant as it is published, also under --strict', async () => {
    const { status, findings } = await judge(engineId, { declaration: manifestOf(engineId) }, true);
    expect({ status, findings }).toEqual({ status: 'compliant', findings: [] });
  });

  it('is partial without any one of its fields, and the field is named', async () => {
    for (const mutation of removals(manifestOf(engineId))) {
      const { status, findings } = await judge(engineId, mutation);
      expect(status, mutation.name).toBe('partial');
      expect(places(findings)).toEqual([`engine/missing-field /syncEngines/0/${mutation.field}`]);
      expect(findings[0]?.message).toContain(`"${mutation.field}"`);
    }
  });

  it('is invalid with any one of its values spoiled, and the field is named', async () => {
    const mutations = spoilings(engineId, manifestOf(engineId));
    expect(mutations.length).toBeGreaterThan(100);
    for (const mutation of mutations) {
      const { status, findings } = await judge(engineId, mutation);
      expect(status, mutation.name).toBe('invalid');
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(errors, mutation.name).not.toEqual([]);
      const elsewhere = errors.filter(({ pointer }) => !`${pointer}/`.startsWith(`/syncEngines/0/${mutation.field}/`));
      expect(errors.length, mutation.name).toBeGreaterThan(elsewhere.length);
      // An engine that is suddenly critical has the wrong strategy too.
      const follows = mutation.declaration.policyClass === 'critical' ? ['engine/critical-authority'] : [];
      expect([...new Set(elsewhere.map(({ rule }) => rule))], mutation.name).toEqual(
        elsewhere.length === 0 ? [] : follows,
      );
    }
  });

  it('says nothing of its engine when its id is spoiled: the repository is invalid, the engine missing', async () => {
    for (const id of [null, 1, [], {}, true]) {
      const { status, report } = await judge(engineId, { declaration: { ...manifestOf(engineId), engineId: id } });
      expect(status).toBe('missing');
      expect(report.repositories[0]?.status).toBe('missing');
      expect(places(report.findings)).toContain('engine/wrong-type /syncEngines/0/engineId');
    }
  });

  it.each(['dangerousFields', 'auditEvents'] as const)(
    'is compliant with a warning when %s is empty',
    async (field) => {
      const declaration = { ...manifestOf(engineId), [field]: [] };
      const { status, findings } = await judge(engineId, { declaration });
      expect(status).toBe('compliant');
      const rule = field === 'auditEvents' ? 'engine/empty-audit-events' : 'engine/empty-dangerous-fields';
      expect(places(findings)).toEqual([`${rule} /syncEngines/0/${field}`]);
      expect(findings[0]?.severity).toBe('warn');
      expect((await judge(engineId, { declaration }, true)).status).toBe('partial');
    },
  );
});

describe('a broken acceptance criterion names its rule', () => {
  const strategies = (accepted: readonly string[]): readonly string[] =>
    mergeStrategy.values.filter((strategy) => !accepted.includes(strategy));
  const reviewAware = strategies(['manual_review', 'quarantine']);
  const withAuthority = [
    'signed_authority_required',
    'strongest_policy_wins',
    'never_merge',
    'append_only',
    'quarantine',
  ];

  /** Criterion, its rule, the engines that it is about, and the strategies that break it. */
  const table: readonly (readonly [3 | 4 | 5 | 6, string, readonly string[], readonly string[]])[] = [
    [
      3,
      'engine/critical-authority',
      canonicalEngines.filter((engine) => engine.policyClass === 'critical').map(({ engineId }) => engineId),
      strategies(withAuthority),
    ],
    [4, 'engine/secrets-never-merge', ['sourceos.sync.secrets'], strategies(['never_merge'])],
    [5, 'engine/audit-append-only', ['sourceos.sync.audit'], strategies(['append_only'])],
    [
      6,
      'engine/review-aware',
      ['memory-mesh', 'shell', 'browser', 'models', 'extensions'].map((name) => `sourceos.sync.${name}`),
      reviewAware,
    ],
  ];

  it.each(table)('criterion %i: %s', async (criterion, rule, engines, breaking) => {
    expect(findRule(rule)?.criterion).toBe(criterion);
    expect(breaking.length).toBeGreaterThan(0);
    for (const engineId of engines) {
      for (const strategy of breaking) {
        const declaration: Partial<SyncEngineManifest> = {
          ...manifestOf(engineId),
          mergeStrategy: strategy as SyncEngineManifest['mergeStrategy'],
        };
        const { findings, row } = await judge(engineId, { declaration });
        expect(places(findings), `${engineId} ${strategy}`).toContain(`${rule} /syncEngines/0/mergeStrategy`);
        expect(row?.criteria[criterion]).toBe('fail');
      }
      const { row } = await judge(engineId, { declaration: manifestOf(engineId) });
      expect(row?.criteria[criterion]).toBe('pass');
    }
  });

  it('criterion 2: engine/missing-field', async () => {
    expect(findRule('engine/missing-field')?.criterion).toBe(2);
    for (const field of ['policyClass', 'mergeStrategy']) {
      const declaration = Object.fromEntries(
        Object.entries(manifestOf('sourceos.sync.shell')).filter(([name]) => name !== field),
      );
      const { findings, row } = await judge('sourceos.sync.shell', { declaration });
      expect(places(findings)).toEqual([`engine/missing-field /syncEngines/0/${field}`]);
      expect(row?.criteria[2]).toBe('fail');
    }
  });
});
