import {
  enginesOwnedBy,
  type PolicyClass,
  type RepoDomain,
  type RepoManifest,
  type SyncEngineManifest,
} from '@sourceos/sync-spec';
import { publishedManifests } from '../pins/published-manifests.js';

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/** The declaration that an engine's package publishes. */
const published = (engineId: string): SyncEngineManifest => {
  const manifest = publishedManifests.manifests[engineId];
  if (manifest === undefined) throw new TypeError(`No package publishes ${engineId}`);
  return structuredClone(manifest) as SyncEngineManifest;
};

/**
 * The manifest of a repository that declares the canonical engines it owns, as their packages publish them.
 *
 * @param domain of a repository; by default that of its first engine
 * @returns undefined where the repository owns no canonical engine and no domain is given
 */
export const createManifest = (
  repo: string,
  domain?: RepoDomain,
  policyClass: PolicyClass = 'low',
): RepoManifest | undefined => {
  const owned = enginesOwnedBy(repo);
  const itsDomain = domain ?? owned[0]?.domain;
  if (itsDomain === undefined) return undefined;
  const syncEngines = owned.map(({ engineId }) => published(engineId));
  return {
    repo,
    domain: itsDomain,
    specVersion: '0.1.0',
    ownedSchemas: [],
    syncEngines,
    sourceChannels: [],
    policyClasses: owned.length === 0 ? [policyClass] : unique(owned.map((engine) => engine.policyClass)),
    auditEvents: unique(syncEngines.flatMap(({ auditEvents }) => auditEvents)),
    dangerousSurfaces: [],
    authorityRepos: repo === 'SourceOS-Linux/sourceos-spec' ? [] : ['SourceOS-Linux/sourceos-spec'],
  };
};
