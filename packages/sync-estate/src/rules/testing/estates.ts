import { canonicalEngines, type RepoManifest, type SyncEngineManifest } from '@sourceos/sync-spec';
import { engineManifest, jsonText, repoManifest } from '../../testing/manifests.js';
import type { Files } from './rule-example.js';

export const shellRepo = 'SourceOS-Linux/sourceos-shell';
export const turtleTerm = 'SourceOS-Linux/TurtleTerm';

/** Where a repository's manifest stands in an estate of owner/name folders. */
export const manifestOf = (repo: string): string => `${repo}/.sourceos/manifest.json`;

/** One repository with a manifest. */
export const repository = (repo: string, manifest: unknown): Files => ({
  [manifestOf(repo)]: typeof manifest === 'string' ? manifest : jsonText(manifest),
});

/** A right manifest of sourceos-shell, with changes outside its engine. */
export const shellManifest = (changes: Partial<Record<keyof RepoManifest, unknown>> = {}): object => ({
  ...repoManifest(shellRepo),
  ...changes,
});

/** The repository of an engine's primary owner, with changes of that engine's declaration. */
export const declared = (engineId: string, changes: Partial<Record<keyof SyncEngineManifest, unknown>> = {}): Files => {
  const repo = canonicalEngines.find((engine) => engine.engineId === engineId)?.owners[0] ?? 'ExampleOrg/calendar';
  return repository(repo, {
    ...repoManifest(repo, []),
    syncEngines: [{ ...engineManifest(engineId), ...changes }],
  });
};

/** The shell's declaration, with changes. */
export const shell = (changes: Partial<Record<keyof SyncEngineManifest, unknown>> = {}): Files =>
  declared('sourceos.sync.shell', changes);

/** An object without one of its members. */
export const without = (value: object, field: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));

/** Every primary owner with its engines: nothing is missing. */
export const wholeEstate = (): Files =>
  Object.assign(
    {},
    ...[...new Set(canonicalEngines.map(({ owners }) => owners[0]))].map((repo) =>
      repository(repo, repoManifest(repo)),
    ),
  ) as Files;
