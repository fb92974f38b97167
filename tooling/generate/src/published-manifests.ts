import type { SyncEngineManifest } from '@sourceos/sync-spec';
import type { Artifact } from './artifact.js';

/** The scanner's copy of all manifests, so that it needs none of the engine packages to run. */
export const publishedManifests = (manifests: readonly SyncEngineManifest[]): Artifact => ({
  file: 'packages/sync-estate/src/pins/manifests.generated.ts',
  content: `import type { SyncEngineManifest } from '@sourceos/sync-spec';

/** The manifests that the engine packages publish, by engine id. Generated from them: \`npm run generate\`. */
export const manifests: Readonly<Record<string, SyncEngineManifest>> = ${JSON.stringify(
    Object.fromEntries(manifests.map((manifest) => [manifest.engineId, manifest])),
  )};
`,
});
