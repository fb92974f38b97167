import {
  canonicalEngines,
  engineName,
  enginePackage,
  findCanonicalEngine,
  type SyncEngineManifest,
} from '@sourceos/sync-spec';
import type { Artifact } from './artifact.js';
import { code, codes, table } from './markdown.js';

/** The eleven engines in one table, with links as seen from a file. */
const enginesTable = (linkTo: (engineId: string) => string): string =>
  table(
    ['Engine', 'Package', 'Owners', 'Collection', 'Policy', 'Scopes', 'Merge'],
    canonicalEngines.map((engine) => [
      `[${code(engine.engineId)}](${linkTo(engine.engineId)})`,
      code(enginePackage(engine.engineId)),
      engine.owners.join('<br>'),
      engine.collection,
      engine.policyClass,
      engine.encryptionScopes.join(', '),
      engine.mergeStrategies[0],
    ]),
  );

const yes = (flag: boolean): string => (flag ? 'yes' : 'no');

/** What one manifest says, field by field. */
const manifestTable = (manifest: SyncEngineManifest): string => {
  const scopes = findCanonicalEngine(manifest.engineId)?.encryptionScopes ?? [];
  const others = scopes.filter((scope) => scope !== manifest.encryptionScope);
  return table(
    ['Field', 'Value'],
    [
      ['engineId', code(manifest.engineId)],
      ['collection', code(manifest.collection)],
      ['schemaVersion', code(manifest.schemaVersion)],
      ['ownerRepo', manifest.ownerRepo],
      ['defaultEnabled', yes(manifest.defaultEnabled)],
      ['policyClass', code(manifest.policyClass)],
      [
        'encryptionScope',
        `${code(manifest.encryptionScope)}${others.length === 0 ? '' : ` (${codes(others)} allowed too)`}`,
      ],
      ['mergeStrategy', code(manifest.mergeStrategy)],
      ['supportsTombstones', yes(manifest.supportsTombstones)],
      ['supportsRollback', yes(manifest.supportsRollback)],
      ['supportsExport', yes(manifest.supportsExport)],
      ['dangerousFields', codes(manifest.dangerousFields)],
      ['auditEvents', codes(manifest.auditEvents)],
    ],
  );
};

/** The table of all engines in the root README and in docs, and each manifest in its package's README and its page. */
export const engineTables = (manifests: readonly SyncEngineManifest[]): Artifact[] => [
  { file: 'README.md', part: 'engines', content: enginesTable((id) => `docs/engines/${engineName(id)}.md`) },
  { file: 'docs/engines/README.md', part: 'engines', content: enginesTable((id) => `${engineName(id)}.md`) },
  ...manifests.flatMap((manifest) => {
    const name = engineName(manifest.engineId);
    const content = manifestTable(manifest);
    return [
      { file: `packages/sync-${name}/README.md`, part: 'manifest', content },
      { file: `docs/engines/${name}.md`, part: 'manifest', content },
    ];
  }),
];
