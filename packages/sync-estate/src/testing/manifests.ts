import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  enginesOwnedBy,
  findCanonicalEngine,
  repoManifestPath,
  type RepoManifest,
  type SyncEngineManifest,
} from '@sourceos/sync-spec';
import { writeFiles } from './temporary-folder.js';

/** A valid declaration: of a canonical engine by its row of the table, of any other engine a plain one. */
export const engineManifest = (engineId: string, changes: Partial<SyncEngineManifest> = {}): SyncEngineManifest => {
  const row = findCanonicalEngine(engineId);
  return {
    engineId,
    collection: row?.collection ?? engineId.replace(/^sourceos\.sync\./, ''),
    schemaVersion: '0.1.0',
    ownerRepo: row?.owners[0] ?? 'Example/engines',
    defaultEnabled: true,
    policyClass: row?.policyClass ?? 'low',
    encryptionScope: row?.encryptionScopes[0] ?? 'profile',
    mergeStrategy: row?.mergeStrategies[0] ?? 'crdt',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['example.field'],
    auditEvents: ['example.changed'],
    ...changes,
  };
};

/**
 * A valid manifest of a repository.
 *
 * @param engines ids or whole declarations; by default the canonical engines that the repository owns
 */
export const repoManifest = (
  repo: string,
  engines: readonly (string | SyncEngineManifest)[] = enginesOwnedBy(repo).map(({ engineId }) => engineId),
  changes: Partial<RepoManifest> = {},
): RepoManifest => ({
  repo,
  domain: enginesOwnedBy(repo)[0]?.domain ?? 'workspace',
  specVersion: '0.1.0',
  ownedSchemas: [],
  syncEngines: engines.map((engine) =>
    typeof engine === 'string'
      ? engineManifest(engine, findCanonicalEngine(engine) === undefined ? { ownerRepo: repo } : {})
      : engine,
  ),
  sourceChannels: [],
  policyClasses: ['high'],
  auditEvents: [],
  dangerousSurfaces: [],
  ...changes,
});

/** JSON as people write it: indented by two, with a newline at the end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Writes repositories below a folder, by path: each with the manifest that is given as a value or as text,
 * or with none where it is null.
 */
export const writeEstate = (folder: string, repositories: Readonly<Record<string, unknown>>): void => {
  for (const [path, manifest] of Object.entries(repositories)) {
    const repository = join(folder, path);
    mkdirSync(repository, { recursive: true });
    if (manifest === null) continue;
    const content = typeof manifest === 'string' || manifest instanceof Uint8Array ? manifest : jsonText(manifest);
    writeFiles(repository, { [repoManifestPath]: content });
  }
};
